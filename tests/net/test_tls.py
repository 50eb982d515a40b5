"""TLS: the name is told and checked, and every way to fail has its word. Certificates are made by openssl."""

import asyncio
import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

from sarkhat.net import client
from sarkhat.net.client import Door
from sarkhat.net.errors import Unreachable

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificates of this test")
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and certificate of paper.localhost in one file, signed by itself."""
    folder = tmp_path_factory.mktemp("tls")
    key, made = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "9",
         "-subj", "/CN=paper.localhost", "-addext", "subjectAltName=DNS:paper.localhost",
         "-keyout", str(key), "-out", str(made)],
        check=True, capture_output=True,
    )  # fmt: skip
    (both := folder / "both.pem").write_text(key.read_text() + made.read_text())
    return both


class Secure:
    """A TLS server; `names` are those that clients told it (SNI)."""

    def __init__(self, certificate: Path) -> None:
        self.names: list[str] = []
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate)
        self.context.sni_callback = lambda _socket, name, _context: self.names.append(name)

    async def __aenter__(self) -> int:
        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(OK)
            await writer.drain()
            writer.close()

        self.server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=self.context)
        return int(self.server.sockets[0].getsockname()[1])

    async def __aexit__(self, *_: object) -> None:
        self.server.close()
        await asyncio.sleep(0)


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "trust", lambda: ssl.create_default_context(cafile=str(certificate)))


async def test_a_trusted_name(certificate: Path, trusted: None) -> None:
    server = Secure(certificate)
    async with server as port, Door(allow_loopback=True) as door:
        assert (await door.get(f"https://paper.localhost:{port}/")).body == b"ok"
    assert server.names == ["paper.localhost"]


async def test_the_certificate_of_another(certificate: Path, trusted: None) -> None:
    async with Secure(certificate) as port, Door(allow_loopback=True) as door:
        with pytest.raises(Unreachable) as caught:
            await door.get(f"https://other.localhost:{port}/")
    assert caught.value.key == "net-tls"


async def test_a_certificate_that_nobody_trusts(certificate: Path) -> None:
    async with Secure(certificate) as port, Door(allow_loopback=True) as door:
        with pytest.raises(Unreachable) as caught:
            await door.get(f"https://paper.localhost:{port}/")
    assert caught.value.key == "net-tls"


@pytest.mark.parametrize("sent", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\x16\x03\x01\xff\xff" + bytes(99)])
async def test_a_server_that_speaks_no_tls(sent: bytes, raw) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(9)
        writer.write(sent)

    url = await raw.serve(answer)
    async with Door(allow_loopback=True) as door:
        with pytest.raises(Unreachable) as caught:
            await door.get(url.replace("http:", "https:"))
    assert caught.value.key == "net-tls-failed"


async def test_through_a_tunnel(certificate: Path, trusted: None, raw) -> None:
    server = Secure(certificate)
    async with server as port:

        async def tunnel(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            raw.heads.append(await reader.readuntil(b"\r\n\r\n"))
            inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await asyncio.gather(_copy(reader, inner_writer), _copy(inner_reader, writer))

        proxy = (await raw.serve(tunnel)).rstrip("/")
        async with Door(allow_loopback=True, proxy=proxy) as door:
            assert (await door.get(f"https://paper.localhost:{port}/")).body == b"ok"
    assert raw.heads[0].startswith(f"CONNECT paper.localhost:{port} HTTP/1.1\r\n".encode())
    assert server.names == ["paper.localhost"]


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while piece := await reader.read(65_536):
        writer.write(piece)
    writer.close()
