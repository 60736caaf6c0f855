"""Where webhooks may lead: never inside, whatever the address looks like and whatever the name says next time."""

from __future__ import annotations

import asyncio
import datetime
import ipaddress
import ssl
from collections.abc import Sequence
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from api.webhooks.posting import Poster
from api.webhooks.secrets import Sealer, UnsealableError, new_webhook_secret
from api.webhooks.targets import RefusedError, Targets, networks
from storage.identifiers import new_id
from tests.integration.events.receiver import OK, Receiver

PUBLIC = "93.184.215.14"


def names(*answers: Sequence[str]) -> Targets:
    """Targets for which every name leads to the next of these answers."""
    rest = list(answers)

    async def resolve(_host: str, _port: int) -> Sequence[str]:
        return rest.pop(0) if len(rest) > 1 else rest[0]

    return Targets(resolve=resolve)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.1", "224.0.0.1",
        "255.255.255.255", "192.0.2.1", "198.18.0.1", "240.0.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1",
        "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::a00:1",
        "2002:7f00:1::", "2002:a00:1::1", "2001:0:0:0:0:0:0:1", "2001:db8::1", "fec0::1",
    ],
)  # fmt: skip
async def test_a_name_that_leads_inside_is_refused(address: str) -> None:
    with pytest.raises(RefusedError, match="private-address"):
        await names([address]).of("https://ontvanger.example/")
    with pytest.raises(RefusedError, match="private-address"):  # also beside a public one
        await names([PUBLIC, address]).of("https://ontvanger.example/")


@pytest.mark.parametrize("address", [PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14"])
async def test_a_public_address_is_posted_to_by_its_name(address: str) -> None:
    target = await names([address]).of("https://ontvanger.example:8443/pad?x=1")
    assert target.host == "ontvanger.example:8443"
    assert target.name == "ontvanger.example"
    assert ipaddress.ip_address(target.url.host.strip("[]")) == ipaddress.ip_address(address)
    assert (target.url.port, target.url.path, target.url.query) == (8443, "/pad", b"x=1")


@pytest.mark.parametrize(
    "host", ["127.1", "0177.0.0.1", "0x7f000001", "2130706433", "[::ffff:7f00:1]", "[::1]", "127.0.0.1.", "localhost."]
)
async def test_other_ways_to_write_an_address_are_seen_through(host: str) -> None:
    with pytest.raises(RefusedError, match=r"private-address|bad-url"):
        await names(["127.0.0.1"]).of(f"https://{host}/")


async def test_a_setting_allows_a_network_and_no_other() -> None:
    inside = Targets(networks("10.0.0.0/8, fd00::/8"))
    assert (await inside.of("http://10.1.2.3/")).host == "10.1.2.3"
    assert (await inside.of("http://[fd00::1]/")).name == "fd00::1"
    for url in ("http://192.168.0.1/", "https://127.0.0.1/", "https://[fe80::1]/"):
        with pytest.raises(RefusedError, match="private-address"):
            await inside.of(url)
    with pytest.raises(RefusedError, match="not-https"):
        await inside.of(f"http://{PUBLIC}/")
    assert (await inside.of("https://[::ffff:10.0.0.1]/")).name == "::ffff:10.0.0.1"


async def test_an_unknown_name_is_told() -> None:
    async def unknown(_host: str, _port: int) -> Sequence[str]:
        raise OSError

    with pytest.raises(RefusedError, match="unknown-host"):
        await Targets(resolve=unknown).of("https://ontvanger.example/")
    with pytest.raises(RefusedError, match="unknown-host"):
        await names([]).of("https://ontvanger.example/")


def certificate(folder: Path, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's and a client's side of TLS for a name."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    return server, ssl.create_default_context(cafile=str(file))


@pytest.mark.parametrize(("name", "reason"), [("ontvanger.example", ""), ("ander.example", "ConnectError")])
async def test_the_certificate_is_that_of_the_name_and_the_name_is_asked_once(
    name: str, reason: str, tmp_path: Path
) -> None:
    """A name that leads elsewhere when it is asked again (DNS rebinding) changes nothing: it is not asked again."""
    server_side, client_side = certificate(tmp_path, "ontvanger.example")
    there = Receiver(behave=lambda _: OK)
    server = await asyncio.start_server(there.answer, "127.0.0.1", 0, ssl=server_side)
    port = server.sockets[0].getsockname()[1]
    asked: list[str] = []

    async def resolve(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    poster = Poster(Targets(networks("127.0.0.1/32"), resolve), 5, client_side)
    answer = await poster.post(f"https://{name}:{port}/x", [new_webhook_secret()], "1", b"{}")
    assert (answer.taken, answer.reason, asked) == (not reason, reason, [name])
    if not reason:
        assert [each.headers["host"] for each in there.got] == [f"{name}:{port}"]
        rebound = await poster.post(f"https://{name}:{port}/x", [new_webhook_secret()], "1", b"{}")
        assert (rebound.taken, rebound.reason) == (False, "private-address")
    await poster.close()
    for task in list(there.tasks):
        task.cancel()
    server.close()


def test_a_sealed_secret_opens_for_its_own_webhook_only() -> None:
    owner, secret = new_id(), new_webhook_secret()
    old = Sealer({"old": b"0" * 32})
    sealed = old.seal(secret, owner)
    assert secret not in sealed
    assert old.seal(secret, owner) != sealed
    both = Sealer({"new": b"1" * 32, "old": b"0" * 32})
    assert both.open(sealed, owner) == both.open(both.seal(secret, owner), owner) == secret
    for sealer, asked in ((Sealer({"new": b"1" * 32}), owner), (old, new_id()), (Sealer({"old": b"2" * 32}), owner)):
        with pytest.raises(UnsealableError):
            sealer.open(sealed, asked)
