"""Every IRI of a release leads to words and to data, on all servers it can stand on."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from serve.running import running
from servers import apache, nginx
from walking import BASE, Walk

from ofsted_kg.web.addresses import place

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def walk(release: Path) -> Walk:
    return Walk(release)


def by_nginx(kg: Path, release: Path, folder: Path) -> AbstractContextManager[str]:
    return nginx(folder, release)


def by_apache(kg: Path, release: Path, folder: Path) -> AbstractContextManager[str]:
    return apache(folder, release)


@contextmanager
def by_serve(kg: Path, release: Path, folder: Path) -> Iterator[str]:
    with running(kg, release) as server:
        yield f"{server.url}/"


@pytest.mark.parametrize("served", [by_serve, by_nginx, by_apache])
def test_every_iri_leads_to_words_and_to_data(
    kg: Path,
    release: Path,
    walk: Walk,
    tmp_path: Path,
    served: Callable[[Path, Path, Path], AbstractContextManager[str]],
) -> None:
    assert len(walk.iris()) > 2000
    with served(kg, release, tmp_path) as root:
        faults = list(walk.faults(root))
    assert faults == []


def test_the_walk_finds_what_is_amiss(walk: Walk, release: Path, kg: Path, tmp_path: Path) -> None:
    """A page without its marks, one without its places, one that is gone, and data that is gone."""
    broken = tmp_path / "broken"
    shutil.copytree(release, broken)
    letter = broken / "doc/letter/quayhaven/annual-rating-2009/2009-12-09.html"
    text = letter.read_text(encoding="utf-8")
    letter.write_text(text.replace("<mark>", "<i>").replace("</mark>", "</i>"), encoding="utf-8")
    page = broken / "doc/change.html"
    page.write_text(page.read_text(encoding="utf-8").replace(" id=", " data-id="), encoding="utf-8")
    (broken / "doc/council/bury.html").unlink()
    (broken / "doc/council/bury.ttl").unlink()
    (broken / "def/setting/schools.ttl").write_text("", encoding="utf-8")
    with nginx(tmp_path, broken) as root:
        within = ("id/letter/quayhaven", "id/change", "id/council/", "def/setting/")
        faults = list(walk.faults(root, within))
    for words in ("not marked", "no place", "404", "says nothing"):
        assert any(words in fault for fault in faults), words


_ASK = """
import { answer } from "./negotiate.mjs";
import { readFileSync } from "node:fs";
const asked = JSON.parse(readFileSync(0, "utf-8"));
const both = (path) => [answer(path, "text/html,*/*"), answer(path, "text/turtle")];
console.log(JSON.stringify(asked.map(both)));
"""


def test_the_function_for_other_hosts_leads_to_the_same_places(
    walk: Walk, release: Path, tmp_path: Path
) -> None:
    """The shipped function, run by Node."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed (Debian: nodejs)")
    shutil.copy(release / "hosting/negotiate.js", tmp_path / "negotiate.mjs")
    (tmp_path / "ask.mjs").write_text(_ASK, encoding="utf-8")
    paths = [path for path in walk.iris() if path]
    run = subprocess.run(
        [node, "ask.mjs"], input=json.dumps(paths), cwd=tmp_path, capture_output=True, text=True, check=True
    )
    for path, (page, data) in zip(paths, json.loads(run.stdout), strict=True):
        told = place(path)
        assert told is not None, path
        onward = told.address != path
        assert page == ({"location": told.address} if onward else None), path
        if onward and told.page != "def/index":
            assert data == {"location": told.address}, path
        elif onward and told.anchor:
            assert data == {"location": "def/ontology.ttl"}, path
        elif not onward:
            assert data == {"file": told.turtle}, path


_SERVE = """
import edge from "./negotiate.mjs";
import { onRequest } from "./negotiate.mjs";
import { readFileSync } from "node:fs";
const [root, address, unpacked] = process.argv.slice(2);
const read = async (url) => {
  const data = readFileSync(root + new URL(url.url || url).pathname);
  return new Response(unpacked ? await new Response(
    new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer() : data);
};
const request = new Request(address, { headers: { Accept: "text/turtle" } });
globalThis.fetch = read;
const cloudflare = { request, env: { ASSETS: { fetch: read } }, next: null };
const answers = [await onRequest(cloudflare), await edge(request, null)];
console.log(JSON.stringify(await Promise.all(
  answers.map(async (one) => [one.status, one.headers.get("Content-Type"), await one.text()]))));
"""


@pytest.mark.parametrize("unpacked", ["", "yes"])
def test_the_function_for_other_hosts_unpacks_data(release: Path, tmp_path: Path, unpacked: str) -> None:
    """Run by Node as both hosts call it; on one that has unpacked the file already, too."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed (Debian: nodejs)")
    shutil.copy(release / "hosting/negotiate.js", tmp_path / "negotiate.mjs")
    (tmp_path / "serve.mjs").write_text(_SERVE, encoding="utf-8")
    letter = "doc/letter/quayhaven/annual-rating-2009"
    words = [node, "serve.mjs", str(release), f"{BASE}{letter}/2009-12-09", unpacked]
    run = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True)
    text = gzip.decompress((release / f"{letter}.ttl.gz").read_bytes()).decode()
    assert json.loads(run.stdout) == [[200, "text/turtle; charset=utf-8", text]] * 2


def test_the_redirects_for_other_hosts_lead_to_the_same_places(walk: Walk, release: Path) -> None:
    """By the rules of Netlify and Cloudflare: the first that fits counts, `*` takes the rest."""
    lines = (release / "hosting/_redirects").read_text(encoding="utf-8").splitlines()
    rules = [line.split() for line in lines if line and not line.startswith("#")]
    assert len(rules) < 2000
    assert sum("*" in rule[0] or ":" in rule[0] for rule in rules) < 100
    for path in filter(None, walk.iris()):
        told = place(path)
        assert told is not None
        asked = f"/{path}"
        for _ in range(3):
            found = next((to for rule in rules[1:] if (to := fits(rule, asked))), None)
            if found is None:
                break
            asked = found
        assert asked == f"/{told.address}", path


def fits(rule: list[str], path: str) -> str | None:
    pattern, target, _ = rule
    named: dict[str, str] = {}
    wanted, got = pattern.strip("/").split("/"), path.partition("#")[0].strip("/").split("/")
    if "#" in path:
        return None
    for place_, part in enumerate(wanted):
        if part == "*":
            if len(got) <= place_:
                return None
            named["splat"] = "/".join(got[place_:])
            break
        if place_ >= len(got) or (not part.startswith(":") and part != got[place_]):
            return None
        if part.startswith(":"):
            named[part[1:]] = got[place_]
    else:
        if len(got) != len(wanted):
            return None
    for name, value in sorted(named.items(), key=lambda item: -len(item[0])):
        target = target.replace(f":{name}", value)
    return target


def test_places() -> None:
    told = place("id/letter/bury/apa-2005/2005-12-01/span/3-9/position")
    assert told is not None
    assert told.file == "doc/letter/bury/apa-2005/2005-12-01.html#span/3-9"
    assert place("elsewhere/x") is None
    assert BASE.endswith("/")
