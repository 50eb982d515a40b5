"""The ways by which a letter reaches the operator: mail, and a POST to a webhook.

Webhooks follow Standard Webhooks 1.0.0 (standardwebhooks.com): the same `webhook-id` whenever a letter is sent again,
and a signature where a secret is set.
"""

import asyncio
import base64
import contextlib
import hmac
import json
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from smtplib import SMTPException
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from sarkhat.config import Config
from sarkhat.net.client import Door, user_agent
from sarkhat.net.errors import NetError
from sarkhat.net.own import OwnDoor
from sarkhat.ops.alerts.letter import Letter
from sarkhat.sources.doors import open_door

PATIENCE: Final = 30.0  # seconds for the mail server
Send = Callable[[Letter], Coroutine[Any, Any, None]]


class NotSent(Exception):
    """The letter did not arrive; the text says why. It may be sent again."""


def set_up() -> dict[str, Send]:
    """The ways that the settings open, by name."""
    config: Config = settings.CONFIG
    ways: dict[str, Send] = {}
    if config.alert_mail and config.smtp_host:
        ways["mail"] = by_mail
    if config.alert_webhook:
        ways["webhook"] = by_webhook
    return ways


async def by_mail(letter: Letter) -> None:
    """Send it to the addresses of the settings. Raises NotSent."""
    try:
        await asyncio.to_thread(_post, _mail(letter, settings.CONFIG))
    except (OSError, SMTPException, ValueError) as error:
        raise NotSent(f"{type(error).__name__}: {error}") from error


def _post(mail: EmailMultiAlternatives) -> None:
    try:
        mail.send()
    finally:  # Django leaves the connection open where the server refuses TLS or the password
        with contextlib.suppress(OSError, SMTPException):
            if mail.connection:
                mail.connection.close()


def _mail(letter: Letter, config: Config) -> EmailMultiAlternatives:
    server = get_connection(
        "django.core.mail.backends.smtp.EmailBackend",
        host=config.smtp_host,
        port=config.smtp_port,
        username=config.smtp_user,
        password=config.smtp_password,
        use_tls=config.smtp_security == "starttls",
        use_ssl=config.smtp_security == "tls",
        timeout=PATIENCE,
    )
    to = [address.strip() for address in config.alert_mail.split(",") if address.strip()]
    sender = config.mail_from or to[0]
    headers = {"Message-ID": f"<{letter.key}.sarkhat@{sender.rpartition('@')[2].rstrip('>')}>"}
    headers["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers
    mail = EmailMultiAlternatives(letter.subject, letter.text, sender, to, connection=server, headers=headers)
    mail.attach_alternative(letter.html, "text/html")
    return mail


async def by_webhook(letter: Letter) -> None:
    """Post it to the address of the settings; any 2xx is a receipt. Raises NotSent."""
    config: Config = settings.CONFIG
    now = datetime.now(UTC)
    body = json.dumps({"timestamp": now.isoformat(timespec="seconds"), **letter.data}, ensure_ascii=False).encode()
    try:
        async with _door(config) as door:
            stated = signed(letter.key, now, body, config.alert_webhook_secret)
            answer = await door.post(config.alert_webhook, body, "application/json; charset=utf-8", stated, 100_000)
    except NetError as error:
        raise NotSent(f"{error.key}: {error.detail}") from error
    if not 200 <= answer.status < 300:
        raise NotSent(f"the webhook answered {answer.status}")


def _door(config: Config) -> Door:
    """The door of all requests; only where the operator says that the webhook is in their own house, another."""
    if config.alert_webhook_private:
        return OwnDoor(config.alert_webhook, user_agent(config.contact or config.site_url))
    return open_door()


def signed(key: str, now: datetime, body: bytes, secret: str) -> dict[str, str]:
    """The headers of a webhook: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`."""
    at = str(int(now.timestamp()))
    headers = {"webhook-id": key, "webhook-timestamp": at}
    if secret:
        proof = hmac.digest(base64.b64decode(secret.removeprefix("whsec_")), f"{key}.{at}.".encode() + body, "sha256")
        headers["webhook-signature"] = f"v1,{base64.b64encode(proof).decode()}"
    return headers
