"""Where Koers may connect to: only to public addresses, checked as the connection is made, and after no redirect."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from botbuilder.schema import Activity

from bot.connector import Connector, NotReached
from bot.outgoing_session import NotAllowed, is_public, outgoing_session
from bot.service_hosts import ServiceHosts
from identity import AccessToken, Token
from settings import Settings

HOST = "smba.trafficmanager.net"
KEYS = "login.botframework.com"
PROXIES = ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY")


@pytest.fixture(autouse=True)
def no_proxy_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1",
        "169.254.169.254", "169.254.0.1", "168.63.129.16", "0.0.0.0", "255.255.255.255", "224.0.0.1", "240.0.0.1",
        "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1",
        "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::", "2002:808:808::",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2", "fd00:ec2::254", "not an address", "",
    ],
)  # fmt: skip
def test_an_address_inside_the_network_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["52.112.1.1", "13.107.42.14", "2603:1026::1", "::ffff:52.112.1.1", "64:ff9b::3470:101"]
)
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@dataclass
class Names(AbstractResolver):
    """Answers with these addresses, one after the other; the last one stays."""

    addresses: list[str]
    asked: list[str] = field(default_factory=list[str])

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        address = self.addresses.pop(0) if len(self.addresses) > 1 else self.addresses[0]
        kind = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [ResolveResult(hostname=host, host=address, port=port, family=kind, proto=0, flags=0)]

    async def close(self) -> None:
        """Has nothing to let go."""


@dataclass
class Service:
    """A service inside the network, that counts who comes."""

    port: int = 0
    connections: int = 0
    first_lines: list[str] = field(default_factory=list[str])

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.first_lines.append((await reader.readline()).decode().strip())
        writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()


@asynccontextmanager
async def inside() -> AsyncGenerator[Service, None]:
    service = Service()
    server = await asyncio.start_server(service.take, "127.0.0.1", 0)
    service.port = server.sockets[0].getsockname()[1]
    async with server:
        yield service


def away(folder: Path) -> Settings:
    """Settings of a bot in a real tenant."""
    environment = {"KOERS_APP_ID": "a", "KOERS_APP_SECRET": "b", "KOERS_TENANT_ID": "c", "KOERS_DATA": str(folder)}
    return Settings.from_environment(environment)


@pytest.mark.parametrize("address", ["127.0.0.1", "::ffff:127.0.0.1"])
async def test_a_name_that_leads_inside_is_not_called(tmp_path: Path, address: str) -> None:
    async with inside() as service, outgoing_session(away(tmp_path), resolver=Names([address])) as session:
        with pytest.raises(aiohttp.ClientConnectorError):
            await session.get(f"http://{HOST}:{service.port}/")
    assert service.connections == 0


@pytest.mark.parametrize("host", ["127.0.0.1", "[::ffff:127.0.0.1]", "localhost"])
async def test_an_address_in_place_of_a_name_is_not_called_either(tmp_path: Path, host: str) -> None:
    async with inside() as service, outgoing_session(away(tmp_path)) as session:
        with pytest.raises(aiohttp.ClientError):
            await session.get(f"http://{host}:{service.port}/")
    assert service.connections == 0


async def test_a_name_that_leads_elsewhere_the_second_time_is_not_called(tmp_path: Path) -> None:
    """As in DNS rebinding: the address that is connected to is the one that was checked."""
    names = Names(["192.0.2.1", "127.0.0.1"])
    async with inside() as service, outgoing_session(away(tmp_path), resolver=names) as session:
        for _ in range(2):
            with pytest.raises(aiohttp.ClientConnectorError):
                await session.get(f"http://{HOST}:{service.port}/")
    assert len(names.asked) == 2
    assert service.connections == 0


class Always:
    """Gives the same token."""

    async def fetch(self, scope: str, claims: str | None) -> AccessToken:
        return AccessToken("t", 3600.0)

    async def close(self) -> None:
        """Has nothing to let go."""


async def test_a_connector_that_leads_inside_was_not_reached(tmp_path: Path) -> None:
    settings = away(tmp_path)
    async with outgoing_session(settings, resolver=Names(["10.0.0.1"])) as session:
        connector = Connector(session, Token(Always(), "scope"), ServiceHosts.of(settings))
        with pytest.raises(NotReached):
            await connector.send(f"https://{HOST}/emea/", "a:ria", Activity(type="message", text="hoi"))


@pytest.mark.parametrize("name", ["127.0.0.1", "proxy.gemeente.example"])
async def test_the_proxy_may_be_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    names = Names(["127.0.0.1"])
    async with inside() as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://{name}:{proxy.port}")
        async with outgoing_session(away(tmp_path), resolver=names) as session:
            with pytest.raises(aiohttp.ClientHttpProxyError):
                await session.get(f"https://{HOST}/emea/")
            assert proxy.first_lines == [f"CONNECT {HOST}:443 HTTP/1.1"]
            assert HOST not in names.asked  # the proxy finds it
        assert proxy.connections == 1


async def test_what_goes_around_the_proxy_still_goes_to_no_address_inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with inside() as proxy, inside() as service:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.port}")
        monkeypatch.setenv("NO_PROXY", KEYS)
        async with outgoing_session(away(tmp_path), resolver=Names(["127.0.0.1"])) as session:
            with pytest.raises(aiohttp.ClientHttpProxyError):
                await session.get(f"https://{HOST}/emea/")
            for host in (KEYS, "127.0.0.1"):
                with pytest.raises(aiohttp.ClientConnectorError):
                    await session.get(f"http://{host}:{service.port}/")
        assert (service.connections, proxy.connections) == (0, 1)


async def test_a_connector_behind_a_proxy_that_refuses_was_not_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = away(tmp_path)
    async with inside() as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.port}")
        async with outgoing_session(settings) as session:
            connector = Connector(session, Token(Always(), "scope"), ServiceHosts.of(settings))
            with pytest.raises(NotReached):
                await connector.send(f"https://{HOST}/emea/", "a:ria", Activity(type="message", text="hoi"))


@pytest.mark.parametrize("without", [HOST, "*"])
async def test_hosts_that_need_no_proxy_are_called_directly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, without: str
) -> None:
    async with inside() as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.port}")
        monkeypatch.setenv("NO_PROXY", without)
        names = Names(["10.0.0.1"])
        async with outgoing_session(away(tmp_path), resolver=names) as session:
            with pytest.raises(aiohttp.ClientConnectorError):
                await session.get(f"https://{HOST}/emea/")
    assert (names.asked, proxy.connections) == ([HOST], 0)


async def test_a_redirect_is_followed_nowhere(tmp_path: Path) -> None:
    seen: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        seen.append(request.path)
        return web.Response(status=302, headers={"Location": "/elsewhere"})

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    local = replace(away(tmp_path), local=True)
    async with outgoing_session(local) as session:
        with pytest.raises(NotAllowed):
            await session.get(f"http://127.0.0.1:{runner.addresses[0][1]}/here")
    await runner.cleanup()
    assert seen == ["/here"]
