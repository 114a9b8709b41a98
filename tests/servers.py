"""Real servers for the tests: started on a free port, stopped at the end, skipped where absent."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_VIRTUOSO = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 100000
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen[bytes], seconds: float = 60.0) -> None:
    """Wait until something answers at the URL, whatever it says."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server of {url} stopped with code {process.returncode}")
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except urllib.error.HTTPError as error:
            error.close()
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"no server answered at {url} within {seconds:.0f} s")


@contextmanager
def _running(command: list[str], folder: Path, url: str) -> Iterator[str]:
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            wait_for(url, process)
            yield url
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """Start a writable Oxigraph server; yield its root URL."""
    program = Path(sys.executable).with_name("oxigraph")
    if not program.exists():
        pytest.skip("the package oxigraph (its server) is not installed")
    port = free_port()
    command = [str(program), "serve", "--location", str(folder / "db"), "--bind", f"127.0.0.1:{port}"]
    command.append("--union-default-graph")
    with _running(command, folder, f"http://127.0.0.1:{port}/") as url:
        yield url


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """Start a Virtuoso server of its own; yield its root URL. User and password are dba."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("Virtuoso is not installed (Debian: virtuoso-opensource)")
    port = free_port()
    (folder / "virtuoso.ini").write_text(_VIRTUOSO.format(sql=free_port(), http=port), encoding="utf-8")
    command = [program, "+foreground", "+wait", "+configfile", "virtuoso.ini"]
    with _running(command, folder, f"http://127.0.0.1:{port}/sparql") as url:
        yield url.removesuffix("sparql")


_NGINX = """\
{user}
worker_processes 1;
daemon off;
pid {place}/nginx.pid;
error_log {place}/error.log;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {place}/body;
    proxy_temp_path {place}/proxy;
    fastcgi_temp_path {place}/fastcgi;
    uwsgi_temp_path {place}/uwsgi;
    scgi_temp_path {place}/scgi;
    include {place}/site.conf;
}}
"""
_APACHE = """\
ServerRoot {place}
PidFile {place}/apache.pid
ErrorLog {place}/error.log
Listen 127.0.0.1:{port}
{modules}
{user}
TypesConfig /dev/null
AddType text/html .html
AddType text/css .css
AddType text/plain .txt
Include {place}/site.conf
"""
_APACHE_MODULES = (
    "mpm_event", "authz_core", "mime", "dir", "alias", "rewrite", "headers", "setenvif", "env",
    "filter", "deflate",
)  # fmt: skip
_MODULE_FOLDERS = ("/usr/lib/apache2/modules", "/usr/lib64/httpd/modules", "/usr/lib/httpd/modules")


def _program(*names: str) -> str | None:
    found = (shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin") for name in names)
    return next((program for program in found if program), None)


@contextmanager
def nginx(folder: Path, release: Path) -> Iterator[str]:
    """Start nginx with the configuration that a release ships; yield its root URL."""
    text = (release / "hosting" / "nginx.conf").read_text(encoding="utf-8")
    text = text.replace("/srv/ofsted-kg", str(release))
    with nginx_of(folder, text, "listen 80;") as url:
        yield f"{url}ofsted-kg/"


@contextmanager
def nginx_of(folder: Path, text: str, listens: str) -> Iterator[str]:
    """Start nginx with a site, which listens here instead; yield its root URL."""
    program = _program("nginx")
    if program is None:
        pytest.skip("nginx is not installed (Debian: nginx-light)")
    port = free_port()
    assert text.count(listens) == 1
    text = text.replace(listens, f"listen 127.0.0.1:{port};")
    (folder / "site.conf").write_text(text, encoding="utf-8")
    # Its workers must get at the tests' files; who is not root has no choice of user.
    user = f"user {getpass.getuser()};" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(_NGINX.format(place=folder, user=user), encoding="utf-8")
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with _running(command, folder, f"http://127.0.0.1:{port}/") as url:
        yield url


@contextmanager
def apache(folder: Path, release: Path) -> Iterator[str]:
    """Start Apache with the configuration that a release ships; yield its root URL."""
    program = _program("apache2", "httpd")
    modules = next((Path(place) for place in _MODULE_FOLDERS if Path(place).is_dir()), None)
    if program is None or modules is None:
        pytest.skip("Apache is not installed (Debian: apache2)")
    port = free_port()
    # It never works as root, and nobody else may look into the tests' folders.
    open_to_all = Path(tempfile.mkdtemp(prefix="ofsted-kg-"))
    open_to_all.chmod(0o755)
    release = Path(shutil.copytree(release, open_to_all / "site"))
    text = (release / "hosting" / "apache.conf").read_text(encoding="utf-8")
    text = text.replace("*:80", f"127.0.0.1:{port}").replace("/srv/ofsted-kg", str(release))
    (folder / "site.conf").write_text(text, encoding="utf-8")
    loads = "\n".join(
        f"LoadModule {name}_module {modules}/mod_{name}.so"
        for name in _APACHE_MODULES
        if (modules / f"mod_{name}.so").is_file()
    )
    user = "User nobody\nGroup nogroup" if os.geteuid() == 0 else ""
    conf = _APACHE.format(place=folder, port=port, modules=loads, user=user)
    (folder / "apache.conf").write_text(conf, encoding="utf-8")
    command = [program, "-f", str(folder / "apache.conf"), "-DFOREGROUND"]
    try:
        with _running(command, folder, f"http://127.0.0.1:{port}/ofsted-kg/") as url:
            yield url
    finally:
        shutil.rmtree(open_to_all, ignore_errors=True)


@contextmanager
def s3(folder: Path) -> Iterator[str]:
    """Start an S3-compatible server (moto's); yield its endpoint."""
    pytest.importorskip("moto.server", reason="moto is not installed")
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with _running(command, folder, f"http://127.0.0.1:{port}/moto-api/") as url:
        yield url.removesuffix("/moto-api/")


class Dask:
    """A scheduler of its own, and the workers that were started for it: a process each, without a nanny."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.address = f"tcp://127.0.0.1:{free_port()}"
        self.workers: list[subprocess.Popen[bytes]] = []
        self._scheduler = self._start("scheduler", "--port", self.address.rpartition(":")[2])

    def work(self, **environment: str) -> subprocess.Popen[bytes]:
        """Start a worker with one thread."""
        worker = self._start("worker", self.address, "--no-nanny", "--nthreads", "1", **environment)
        self.workers.append(worker)
        return worker

    def wait(self, seconds: float = 60.0) -> None:
        """Wait until the scheduler takes connections."""
        host, _, port = self.address.removeprefix("tcp://").partition(":")
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                socket.create_connection((host, int(port)), 2).close()
            except OSError:
                time.sleep(0.1)
            else:
                return

    def lose(self) -> None:
        """Let the scheduler die."""
        self._scheduler.kill()
        self._scheduler.wait()

    def close(self) -> None:
        """Stop all of them."""
        for process in (*self.workers, self._scheduler):
            process.kill()
            process.wait()

    def _start(self, *words: str, **environment: str) -> subprocess.Popen[bytes]:
        program = str(Path(sys.executable).with_name("dask"))
        command = [program, *words, "--no-dashboard"]
        return subprocess.Popen(
            command,
            cwd=self._folder,
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
