"""A real OpenID Connect provider on this machine, for the tests: it answers by HTTP, checks the client, the code and
PKCE, and signs. `forge` lets a test make it, or somebody between, lie.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key


class TestProvider:
    """`issuer` is its address; `subject` who signs in there; `claims` and `signed` may be replaced to lie."""

    __test__ = False

    def __init__(self):
        self.key = generate_private_key(65537, 2048)
        self.subject = "012345678901"
        self.codes: dict[str, dict] = {}
        self.change_claims = lambda claims: claims
        self.sign = self.honestly
        self.change_configuration = lambda found: found
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *args):
                pass

            def do_GET(self):
                outer.get(self)

            def do_POST(self):
                outer.post(self)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def public_key(self) -> dict:
        row = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return row | {"kid": "k1", "use": "sig", "alg": "RS256"}

    def honestly(self, claims: dict):
        return jwt.encode(claims, self.key, "RS256", headers={"kid": "k1"})

    def get(self, asked):
        parts = urlsplit(asked.path)
        if parts.path == "/.well-known/openid-configuration":
            found = {"issuer": self.issuer, "token_endpoint_auth_methods_supported": ["client_secret_post"]}
            found |= {
                door: f"{self.issuer}/{door}" for door in ("authorization_endpoint", "token_endpoint", "jwks_uri")
            }
            self._answer(asked, self.change_configuration(found))
        elif parts.path == "/jwks_uri":
            self._answer(asked, {"keys": [self.public_key()]})
        elif parts.path == "/authorization_endpoint":
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            code = secrets.token_urlsafe(12)
            self.codes[code] = query
            asked.send_response(302)
            asked.send_header(
                "Location", query["redirect_uri"] + "?" + urlencode({"code": code, "state": query["state"]})
            )
            asked.end_headers()
        else:
            asked.send_error(404)

    def post(self, asked):
        body = asked.rfile.read(int(asked.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        query = self.codes.pop(form.get("code"), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        known = form.get("client_id") == "xa-mau" and form.get("client_secret") == "bi-mat"
        if not (
            query and known and query.get("code_challenge_method") == "S256" and query["code_challenge"] == challenge
        ):
            self._answer(asked, {"error": "invalid_grant"}, 400)
            return
        now = int(time.time())
        claims = {"iss": self.issuer, "sub": self.subject, "aud": "xa-mau", "iat": now, "exp": now + 300,
                  "nonce": query.get("nonce")}  # fmt: skip
        answer = {"access_token": secrets.token_urlsafe(12), "token_type": "Bearer"}
        token = self.sign(self.change_claims(claims))
        self._answer(asked, answer | ({"id_token": token} if token else {}))

    def _answer(self, asked, value, status=200):
        body = json.dumps(value).encode()
        asked.send_response(status)
        asked.send_header("Content-Type", "application/json")
        asked.send_header("Content-Length", str(len(body)))
        asked.end_headers()
        asked.wfile.write(body)
