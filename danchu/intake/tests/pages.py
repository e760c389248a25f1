"""What a citizen without an account does on pages, for the tests of every area that takes something in."""

import re


def send(client, address: str, data: dict, page: str = ""):
    """Sends a form with the mark of the page it stands on."""
    shown = page or client.get(address).content.decode()
    mark = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', shown)[1]
    return client.post(address, {"csrfmiddlewaretoken": mark, **data})


def receipt_of(client, address: str, data: dict) -> tuple[str, str]:
    """Something is sent; the code and PIN as the page shows them."""
    shown = re.findall(r'class="value">([^<]+)<', send(client, address, data).content.decode())
    return shown[0], shown[1]
