"""What nginx and Caddy answer by themselves is guarded as the product's own answers are; those they leave alone."""

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from contextlib import closing
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

HOUSE = Path(__file__).resolve().parent.parent.parent
FOLDER = HOUSE / "docs/deployment"
NAME = "edi.example.gov.uk"
HSTS, CSP, SNIFFING = "Strict-Transport-Security", "Content-Security-Policy", "X-Content-Type-Options"
GUARDS = {
    HSTS: "max-age=31536000; includeSubDomains; preload",
    CSP: "default-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
    SNIFFING: "nosniff",
}
BY_ITSELF = {name: [value] for name, value in GUARDS.items()}
BY_THE_PRODUCT = {name: ["as the product says"] for name in GUARDS}


def read(name):
    """A file without what is said to people."""
    return re.sub(r"(^|\s)#.*", "", (FOLDER / name).read_text(encoding="utf-8"))


def nginx_blocks():
    """What stands in each pair of braces of nginx's file, without what stands in pairs within it."""
    done, open_ones = [], [[]]
    for words, sign in re.findall(r"((?:\"[^\"]*\"|[^{};\"])*)([{};])", read("nginx.conf")):
        if sign == "{":
            open_ones.append([])
        elif sign == ";":
            open_ones[-1].append(" ".join(words.split()))
        else:
            done.append(open_ones.pop())
    return done


def test_nginx_adds_a_header_only_where_the_product_gave_none():
    maps = re.findall(r"map (\S+) (\$edi_\w+) \{\s+(\S+) (.+);\s+default \"\";", read("nginx.conf"))
    blank = {"$upstream_http_content_security_policy": '""', "$upstream_http_x_content_type_options": '""'}
    assert {given: when for given, _, when, _ in maps} == blank | {
        "$https$upstream_http_strict_transport_security": "on"
    }
    variables = {variable: value.strip('"') for _, variable, _, value in maps}
    added = re.findall(r"add_header (\S+) (\$\S+) always;", read("nginx.conf"))
    assert {(name, variables[variable]) for name, variable in added} == set(GUARDS.items())


def test_nginx_adds_all_of_them_wherever_it_adds_any():
    adding = [" ".join(block) for block in nginx_blocks() if any("add_header" in line for line in block)]
    assert len(adding) == 3  # http, https, and the page of bad times
    assert [block for block in adding if not all(f"add_header {name} $" in block for name in GUARDS)] == []


def test_caddy_adds_a_header_only_where_there_is_none_to_what_it_serves_and_to_its_errors():
    file = read("Caddyfile")
    for name, value in GUARDS.items():
        assert re.findall(rf"(\S?){name} (.+)", file) == [("?", value if name == SNIFFING else f'"{value}"')]
    assert len(re.findall(r"(?:\{|handle_errors \{)\n\t+import headers_of_the_product\n\t+import encrypted", file)) == 2


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_the_page_of_bad_times_needs_nothing_that_its_policy_forbids(name):
    assert "/unavailable.html" in read(name)
    page = (FOLDER / "unavailable.html").read_text(encoding="utf-8")
    assert re.findall(r"<(?:style|script|img|link|form|base|iframe)|\b(?:style|src|on\w+)=", page) == []


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Front:
    """A web server with our file, on free ports, with a certificate; what stands behind it comes and goes."""

    def __init__(self, program, folder):
        self.program = program
        self.secure, self.plain, self.behind = free_port(), free_port(), free_port()
        named = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
        files = ["-keyout", f"{folder}/privkey.pem", "-out", f"{folder}/fullchain.pem"]
        make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *named, *files]
        subprocess.run(make, check=True, capture_output=True)
        self.trusted = ssl.create_default_context(cafile=f"{folder}/fullchain.pem")
        environment = {**os.environ, "HOME": str(folder)}
        command = getattr(self, program)(folder)
        self.process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)

    def nginx(self, folder):
        site = read("nginx.conf").replace(f"/etc/letsencrypt/live/{NAME}", str(folder))
        site = site.replace("/opt/edi-tracker/app", str(HOUSE)).replace("127.0.0.1:8000", f"127.0.0.1:{self.behind}")
        site = re.sub(r"listen \[::\].*", "", site).replace("listen 443", f"listen 127.0.0.1:{self.secure}")
        site = site.replace("listen 80", f"listen 127.0.0.1:{self.plain}")
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        scratch = "".join(f"{kind}_temp_path {folder}/{kind}; " for kind in kinds)
        main = f"daemon off; user root; pid {folder}/pid; error_log {folder}/log; events {{}}"
        path = folder / "nginx.conf"
        path.write_text(f"{main} http {{ {scratch} {site} }}", encoding="utf-8")
        return ["nginx", "-c", str(path)]

    def caddy(self, folder):
        site = read("Caddyfile").replace("/opt/edi-tracker/app", str(HOUSE))
        site = site.replace("127.0.0.1:8000", f"127.0.0.1:{self.behind}")
        site = site.replace(f"\n{NAME} {{", f"\n{NAME} {{\ntls {folder}/fullchain.pem {folder}/privkey.pem")
        path = folder / "Caddyfile"
        path.write_text(
            f"{{\nadmin off\nhttp_port {self.plain}\nhttps_port {self.secure}\n}}\n{site}", encoding="utf-8"
        )
        return ["caddy", "run", "--adapter", "caddyfile", "--config", str(path)]

    def ask(self, method, address, *, encrypted=True, **headers):
        """The status of an answer, and all that it says under each name of a header that guards; None for nothing."""
        port = self.secure if encrypted else self.plain
        with closing(http.client.HTTPConnection(NAME)) as asked:
            asked.sock = socket.create_connection(("127.0.0.1", port), timeout=20)
            if encrypted:
                asked.sock = self.trusted.wrap_socket(asked.sock, server_hostname=NAME)
            asked.request(method, address, headers=headers)
            answer = asked.getresponse()
            answer.read()
            return answer.status, {name: answer.headers.get_all(name) for name in GUARDS}

    def wait(self):
        for _ in range(100):
            try:
                return self.ask("GET", "/")
            except OSError:
                time.sleep(0.1)
        raise TimeoutError


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def front(request, tmp_path_factory):
    if not shutil.which(request.param) or not shutil.which("openssl"):
        pytest.skip(f"{request.param} is not installed")
    server = Front(request.param, tmp_path_factory.mktemp(request.param))
    server.wait()
    yield server
    server.process.terminate()
    server.process.wait(20)


class Silent(WSGIRequestHandler):
    def log_message(self, *args):
        pass


def product(environ, start_response):
    start_response("200 OK", [(name, value) for name, [value] in BY_THE_PRODUCT.items()])
    return [b"a page"]


@pytest.fixture
def behind(front):
    """Something that answers as the product does, for as long as a test lasts."""
    with make_server("127.0.0.1", front.behind, product, handler_class=Silent) as server:
        threading.Thread(target=server.serve_forever, args=[0.02]).start()
        yield server
        server.shutdown()


def test_an_answer_of_the_product_is_left_as_it_is(front, behind):
    assert front.ask("GET", "/") == (200, BY_THE_PRODUCT)
    assert front.ask("GET", "/static/edi.css") == (200, BY_THE_PRODUCT)


@pytest.mark.parametrize("address", ["/metrics", "/readyz"])
def test_what_is_not_for_visitors_is_not_found(front, behind, address):
    assert front.ask("GET", address) == (404, BY_ITSELF)


def test_what_is_too_large_is_refused_before_it_is_sent(front, behind):
    assert front.ask("POST", "/", **{"Content-Length": "7000000"}) == (413, BY_ITSELF)


def test_while_the_product_is_down_the_page_says_so(front):
    assert front.ask("GET", "/") == (503, BY_ITSELF)


def test_what_is_not_encrypted_is_sent_to_where_it_is(front):
    assert front.ask("GET", "/", encrypted=False) == (301, BY_ITSELF | {HSTS: None})


def test_who_asks_too_often_is_told_by_nginx_which_alone_has_a_limit(front, behind):
    answers = [front.ask("POST", "/sign-in/") for _ in range(30)]
    assert answers[0] == (200, BY_THE_PRODUCT)
    assert answers[-1] == {"nginx": (429, BY_ITSELF), "caddy": (200, BY_THE_PRODUCT)}[front.program]
