"""The nginx configuration of docs/running.md, as it is printed there, in front of a real server."""

import contextlib
import datetime
import ipaddress
import re
import shutil
import signal

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.live.client import Live
from tests.live.workshop import Workshop
from tests.servers import ROOT, Process, free_port
from tests.waiting import until

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
AROUND = """daemon off;
pid {folder}/nginx.pid;
error_log {folder}/start.log crit;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{documented}
}}
"""


def documented(folder, product, ports):
    """The configuration in docs/running.md with the names, ports and places of this test."""
    (block,) = re.findall(r"```nginx\n(.*?)```", (ROOT / "docs" / "running.md").read_text("utf-8"), re.S)
    for told, here in {
        "listen 80;": f"listen 127.0.0.1:{ports[0]};",
        "listen 443 ssl": f"listen 127.0.0.1:{ports[1]} ssl",
        "concord.example.org;": "127.0.0.1;",
        "/etc/letsencrypt/live/concord.example.org/": f"{folder}/",
        "/var/log/nginx/": f"{folder}/",
        "127.0.0.1:5001": f"127.0.0.1:{product.port}",
        "127.0.0.1:5002": f"127.0.0.1:{product.port}",
    }.items():
        assert told in block, told
        block = block.replace(told, here)
    return block


def certificate(folder):
    """A certificate for 127.0.0.1 that signs itself, good for an hour."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")]),
    )
    now = datetime.datetime.now(datetime.UTC)
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), now, now + datetime.timedelta(hours=1)
    )
    signed = made.add_extension(here, critical=False).sign(key, hashes.SHA256())
    (folder / "fullchain.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    pem = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "privkey.pem").write_bytes(key.private_bytes(*pem))


@pytest.fixture
def behind_nginx(server, tmp_path, monkeypatch):
    """(product, its address over TLS, its address without, the folder of nginx's logs)."""
    plain, port = free_port(), free_port()
    address = f"https://127.0.0.1:{port}"
    product = server(env={"OPEN_REGISTRATION": "1", "PUBLIC_URL": address, "TRUSTED_PROXIES": "1"})
    folder = tmp_path / "nginx"
    folder.mkdir()
    folder.chmod(0o755)
    certificate(folder)
    (folder / "nginx.conf").write_text(
        AROUND.format(folder=folder, documented=documented(folder, product, (plain, port)))
    )
    for variable in ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "WEBSOCKET_CLIENT_CA_BUNDLE"):
        monkeypatch.setenv(variable, str(folder / "fullchain.pem"))
    nginx = Process([NGINX, "-p", folder, "-c", folder / "nginx.conf"])
    nginx.wait_until(lambda: answers(address))
    yield product, address, f"http://127.0.0.1:{plain}", folder
    nginx.end(signal.SIGQUIT)


def answers(address):
    with contextlib.suppress(requests.ConnectionError):
        return requests.get(f"{address}/healthz", timeout=5).status_code == 200


def test_no_link_gets_into_a_log_and_people_work_as_ever(behind_nginx):
    product, address, plain, folder = behind_nginx
    with contextlib.closing(Workshop(address)) as workshop:
        workshop.start("shape")
        line = Live(address, workshop.http("KR-01").token)
        line.enter(workshop.rooms["KR"])
        workshop.card("By WebSocket and by HTTP", by="KR-02")
        assert line.event("card.added") and line.io.transport() == "websocket"
        line.close()

        screen = workshop.organiser.post(f"/workshops/{workshop.id}/screens")
        personal = workshop.seats["KR-04"]["link"]
        paths = [personal.removeprefix(address), screen["link"].removeprefix(address), f"/j/{workshop.code}"]
        paths += [f"/api/v1/join/{workshop.code}", f"/?code={workshop.code}", f"/screen?code={screen['code']}"]
        paths += ["/sign-in/one-time-link-of-somebody", f"/sign-in?next={paths[0]}", f"{paths[0]}/practice"]
        paths += [f"/{paths[0]}", paths[0].replace("/me/", "/%6De/"), paths[0].replace("/me/", "/j/../me//")]
        secrets = [workshop.code, screen["code"], "one-time-link-of-somebody"]
        secrets += [link.rpartition("/")[2] for link in (personal, screen["link"])]
        for path in paths:
            opened = requests.get(address + path, timeout=10, headers={"Referer": personal})
            assert opened.headers["Strict-Transport-Security"] == "max-age=31536000"
        moved = requests.get(plain + paths[0], timeout=10, allow_redirects=False)
        assert (moved.status_code, moved.headers["Location"][:8]) == (301, "https://")
        assert requests.get(f"{address}/metrics", timeout=10).status_code == 403
    product.stop()
    for path in paths:
        assert requests.get(address + path, timeout=10).status_code == 502
    log = folder / "concord.log"
    until(lambda: log.read_text().count(" 502 ") >= len(paths))
    assert '"GET /me/***" 200' in log.read_text()
    written = {file.name: file.read_text() for file in folder.glob("*.log")} | {"Concord": "\n".join(product.stdout)}
    assert [(name, secret) for name, text in written.items() for secret in secrets if secret in text] == []
