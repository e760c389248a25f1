"""allauth's OpenID Connect client, made strict: the provider's description is checked, its token verified."""

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from danchu.accounts import identity


class Door(OpenIDConnectOAuth2Adapter):
    """What is asked of the provider. `nonce`: what this sign-in told it, to be found in its token."""

    nonce = ""

    @property
    def openid_config(self) -> dict:
        """The provider's own description of its addresses. Raises Rejected when it is another provider's."""
        if not hasattr(self, "_openid_config"):
            found = _fetched(self.get_provider().server_url)
            self._openid_config = identity.checked_configuration(found, issuer=settings.OIDC["issuer"])
        return self._openid_config

    def complete_login(self, request, app, token, **kwargs):
        """Who it is, from the verified token alone: `sub` and nothing else is looked at or kept."""
        subject = identity.verified_subject(
            kwargs["response"].get("id_token"), keys=_fetched(self.openid_config["jwks_uri"]),
            issuer=self.openid_config["issuer"], client_id=app.client_id, nonce=self.nonce,
        )  # fmt: skip
        return self.get_provider().sociallogin_from_response(request, {"id_token": {"sub": subject}})

    def get_callback_url(self, request, app) -> str:
        """Where the provider sends people back to: one address in every language, as it is registered there."""
        with translation.override(settings.LANGUAGE_CODE):
            return build_absolute_uri(request, reverse("identity_return"))


class Provider(OpenIDConnectProvider):
    """The one provider of the environment."""

    oauth2_adapter_class = Door


class Return(OAuth2CallbackView):
    """The way back: the state gives the nonce of this very sign-in, once."""

    def _get_state(self, request, provider):
        state, answer = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, answer


def _fetched(url: str) -> dict:
    with get_adapter().get_requests_session() as session:
        answer = session.get(url)
        answer.raise_for_status()
        return answer.json()
