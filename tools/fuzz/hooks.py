"""Hooks of schemathesis: who asks, with whose ids, and that no answer shows a record of somebody else."""

import atexit
import json
import os
import random
import re
import urllib.error
import urllib.request
from collections import Counter, defaultdict
from urllib.parse import unquote

import schemathesis

with open(os.environ["BEIAN_FUZZ_MATERIAL"], encoding="utf-8") as file:
    MATERIAL = json.load(file)
FOREIGN, OWN = MATERIAL["foreign"], MATERIAL["own"]
FOREIGN_IDS, FOREIGN_TOKENS = set(FOREIGN["ids"]), set(FOREIGN["tokens"])
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
TOKEN_FIELD = re.compile(r"receipt|uploads", re.IGNORECASE)

# NUL and other letters that text should not hold, numbers beyond every column, a tampered position, a name that means something to JavaScript.
HOSTILE = ["\x00", "a\x00b", "٣", "\u202e", " ", "' or 1=1 --", "%", "__proto__", "A" * 5000, 2**31, 2**63, -1, 1e308, [], {}, [[[[[]]]]], None, True]
CONTENT_TYPES = ["text/plain", "application/xml", "application/json; charset=latin-9", "multipart/form-data", "application/x-www-form-urlencoded", ";"]
ADMINISTRATION = "/api/identity/administration/"
# A draft keeps what was typed, foreign ids too, and its id is the caller's choice: only a stranger's draft itself is foreign.
DRAFT = re.compile('"draft":"(' + UUID.pattern + ')"')
DRAFTS = "/api/filing/drafts"
# What is gone and what never was are answered alike, and nothing happens; strangers look afterwards whether all is there.
SAME_FOR_ALL = ("DELETE /api/filing/drafts/{id}", "POST /api/notification/messages/{id}/read")
# Of a stranger's filing the auditor may see what people of the own bureaus tried there, her own looks among it.
TIMELINE, AUDITED, COMMAND, ACTION = "GET /api/audit/filings/{id}/timeline", "GET /api/audit/filings", "GET /api/filing/commands/{id}", "POST /api/filing/applications/{id}/actions/{action}"
# Shows every message that the sandbox "sent", to anybody, and exists only with the sandbox.
OPEN_BY_DESIGN = ("GET /api/notification/sandbox/sms", "GET /api/notification/sandbox/emails")

statuses = defaultdict(Counter)
foreign_tried = Counter()
leaks = []
cookies = {}
asked = Counter()
spare_ended = False
spare_refused = Counter()


def cookie_of(slot, fresh=False):
    if MATERIAL["keeper"] is None:
        return None
    if fresh or slot not in cookies:
        try:
            with urllib.request.urlopen(f"{MATERIAL['keeper']}/{slot}", timeout=120) as answer:
                cookies[slot] = answer.read().decode()
        except urllib.error.HTTPError as refused:
            # Wrong passwords that were tried on the own account lock it for a while; it is asked without a session till then.
            if slot != "spare":
                raise RuntimeError(f"The keeper has no session: {refused.read().decode()}") from refused
            spare_refused["logins"] += 1
            cookies.setdefault(slot, "")
    return cookies[slot]


def ends_session(case):
    """What may end a session or change the own account gets sessions of its own, renewed now and then once they have ended."""
    return case.method != "GET" and case.path.startswith("/api/identity/") and not case.path.startswith(ADMINISTRATION) and access_of(case) != "public"


def code_of(response):
    """A receipt or permit that is refused is 401 too."""
    try:
        return response.json().get("code", "")
    except ValueError:
        return ""


def access_of(case):
    return case.operation.definition.raw.get("x-access", {}).get("kind")


def choose(rng, kind):
    at = rng.random()
    pool = FOREIGN[kind] if at < 0.5 else OWN[kind] if at < 0.85 else []
    return rng.choice(pool) if pool else None


def with_ids(value, rng, key=""):
    """Ids and receipts of others and of the caller in every place that takes one, and sometimes something hostile."""
    if isinstance(value, dict):
        return {name: with_ids(one, rng, name) for name, one in value.items()}
    if isinstance(value, list):
        return [with_ids(one, rng, key) for one in value]
    if rng.random() < 0.02:
        return rng.choice(HOSTILE)
    if isinstance(value, str) and rng.random() < 0.7:
        if TOKEN_FIELD.search(key):
            return choose(rng, "tokens") or value
        if UUID.fullmatch(value):
            return choose(rng, "ids") or value
    return value


def raw_of(case, rng):
    """Bytes that no generator of values makes: half a surrogate pair, broken JSON, numbers without end, a thousand levels."""
    text = json.dumps(case.body, default=str)
    at = rng.randrange(len(text) + 1)
    return rng.choice([
        text[:at].encode(),
        re.sub(r'": "[^"]*"', '": "\\\\ud800"', text, count=1).encode(),
        re.sub(r'": "[^"]*"', '": 1e999', text, count=1).encode(),
        re.sub(r'": "[^"]*"', '": "\\\\u0000"', text, count=1).encode(),
        b"[" * 1000 + b"]" * 1000, b'{"a":' * 1000 + b"1" + b"}" * 1000,
        text.encode("utf-16"), b"\xff\xfe" + text.encode(), b"null", b'"text"', b"{}", b"",
        text.replace("{", '{"__proto__": {"roles": ["administrator"]}, ', 1).encode(),
    ])


def body_of(case, rng):
    label = case.operation.label
    sound = OWN["bodies"].get(label, [])
    if case.media_type == "multipart/form-data":
        return {"purpose": rng.choice(["certificate", "licence", "evidence"]), "file": bytes.fromhex(MATERIAL["picture"])} if rng.random() < 0.2 else case.body
    if sound and rng.random() < 0.4:
        return with_ids(rng.choice(sound), rng) if rng.random() < 0.8 else rng.choice(sound)
    return with_ids(case.body, rng)


@schemathesis.hook
def before_call(context, case, kwargs):
    global spare_ended
    # The same case is always changed in the same way, so that a finding can be found again.
    rng = random.Random(f"{MATERIAL['seed']} {case.operation.label} {case.path_parameters!r} {case.query!r} {case.body!r}")
    for name, value in list(case.path_parameters.items()):
        if isinstance(value, str) and UUID.fullmatch(value) and rng.random() < 0.85:
            case.path_parameters[name] = choose(rng, "ids") or value
    for name, value in list((case.query or {}).items()):
        if isinstance(value, str) and name in ("after", "q", "draft", "id") and rng.random() < 0.3:
            case.query[name] = choose(rng, "ids") or value
    if case.method != "GET" and case.media_type is not None:
        case.body = body_of(case, rng)
        if case.media_type == "application/json" and rng.random() < 0.05:
            kwargs["data"] = raw_of(case, rng)
        if rng.random() < 0.02:
            case.headers["content-type"] = rng.choice(CONTENT_TYPES)
    if "Idempotency-Key" in case.headers and rng.random() < 0.7:
        case.headers["Idempotency-Key"] = choose(rng, "ids") or case.headers["Idempotency-Key"]
    case.headers["x-beian-request"] = "1"
    case.headers["origin"] = MATERIAL["origin"]
    slot = "spare" if ends_session(case) else "main"
    asked[slot] += 1
    session = cookie_of(slot, fresh=slot == "spare" and spare_ended and asked[slot] % 100 == 0)
    spare_ended = spare_ended and asked["spare"] % 100 != 0
    if session:
        case.headers["cookie"] = session
    if FOREIGN_IDS & set(UUID.findall(f"{case.path_parameters} {case.query} {case.body}")):
        foreign_tried[case.operation.label] += 1


@schemathesis.hook
def after_call(context, case, response):
    global spare_ended
    statuses[case.operation.label][str(response.status_code)] += 1
    if response.status_code == 401 and access_of(case) != "public" and code_of(response).startswith("session."):
        if ends_session(case):
            spare_ended = True
        else:
            cookie_of("main", fresh=True)
    if sum(asked.values()) % 200 == 0:
        report()


def only_own_doing(label, text):
    """A command's id is its sender's choice, and whoever looks for an id has typed it: what counts is whose record is shown."""
    if label == COMMAND:
        return json.loads(text)["application"] not in FOREIGN_IDS
    if label == ACTION:
        return json.loads(text)["application"] not in FOREIGN_IDS
    if label == AUDITED:
        return all(one["filing"] not in FOREIGN_IDS or (one["siteName"], one["number"], one["bureau"]) == (None, None, None) for one in json.loads(text))
    if label != TIMELINE:
        return False
    naming = [entry for entry in json.loads(text)["entries"] if FOREIGN_IDS & set(UUID.findall(json.dumps(entry).lower()))]
    return all(entry["outcome"] == "refused" or entry["action"] == "timeline.read" for entry in naming)


@schemathesis.check
def no_foreign_record(ctx, response, case):
    label = case.operation.label
    if label in OPEN_BY_DESIGN:
        return
    text = response.content.decode("utf-8", "replace")
    shown = [mark for mark in FOREIGN["marks"] if mark in text]
    if 200 <= response.status_code < 300 and label not in SAME_FOR_ALL and not only_own_doing(label, text):
        sent = json.dumps(case.body, default=repr).lower()
        in_path = set(UUID.findall(unquote(response.request.path_url.split("?")[0]).lower()))
        of_drafts = case.path.startswith(DRAFTS)
        ids = set(FOREIGN["drafts"]) if of_drafts else FOREIGN_IDS
        shown += ids & in_path
        shown += ids & set(DRAFT.findall(text.lower()) if of_drafts else UUID.findall(text.lower()))
        shown += [token[:40] for token in FOREIGN_TOKENS if not of_drafts and (token in text or token in sent)]
    if shown:
        leaks.append({"operation": label, "status": response.status_code, "url": response.request.url, "shown": sorted(set(shown))[:5]})
        raise AssertionError(f"A record of somebody else is answered: {sorted(set(shown))[:5]}")


@atexit.register
def report():
    with open(os.environ["BEIAN_FUZZ_REPORT"], "w", encoding="utf-8") as out:
        json.dump({"statuses": statuses, "foreignTried": foreign_tried, "leaks": leaks, "spareRefused": spare_refused["logins"]}, out, ensure_ascii=False)
