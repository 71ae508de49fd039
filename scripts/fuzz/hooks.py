"""What a schema can't say of a valid request, and ids and words that the archive has.

Only requests that schemathesis means to be valid are changed; those that it means to be refused stay as they are. Which
value is put in depends on the request alone, so that a seed repeats a run.
"""

import json
import os
import re
import urllib.request
import zlib

import schemathesis
from schemathesis import GenerationMode

BASE = os.environ["BACKSTORY_FUZZ_BASE"]
with urllib.request.urlopen(f"{BASE}/v1/articles?limit=50", timeout=60) as answer:
    ARTICLES = json.load(answer)["hits"]

QUERIES = ["summit", "black sea grain", '"voice of america" cuts', "moon -rover", "vladivostok", "kubernetes yaml"]
BEGINNINGS = ["black se", "moo", "voice of", "summ"]
# With a query these may be anything; without one, one of them must be there (docs/api.md).
FILTERS = ["section", "tag", "author", "lang", "region", "publishedAfter", "publishedBefore"]
# The model must know a word of a draft, and draft and title have a greatest length together.
DRAFT = "Grain ships leave the port again. "
DRAFT_MAX_CHARS = 20_000
# Of all that begins with http:// the URL standard reads only some; these it reads.
READABLE = re.compile(r"https?://[a-z]+(\.[a-z]+)*(/[\w./-]*)?(\?[\w=&%-]*)?", re.IGNORECASE | re.ASCII)


@schemathesis.hook
def before_call(context, case, kwargs):
    if case.meta is None or case.meta.generation.mode != GenerationMode.POSITIVE:
        return
    dice = zlib.crc32(repr((case.operation.label, case.path_parameters, case.query, case.body)).encode())
    is_lucky = dice % 2 == 0
    article = ARTICLES[dice // 2 % len(ARTICLES)]
    label = case.operation.label
    if "{id}" in label and is_lucky:
        case.path_parameters["id"] = article["id"]
    if label == "POST /v1/events" and case.media_type == "text/plain":
        # A schema of text says no more than that it holds JSON.
        case.body = json.dumps({"type": "click", "articleId": article["id"], "query": case.body[:512].strip() or "x"})
    elif label == "GET /v1/search":
        has_filter = any(case.query.get(name) for name in FILTERS)
        if is_lucky or (is_blank(case.query.get("q")) and not has_filter):
            case.query["q"] = QUERIES[dice // 2 % len(QUERIES)]
    elif label == "POST /v1/search" and is_lucky:
        case.body["q"] = QUERIES[dice // 2 % len(QUERIES)]
    elif label == "GET /v1/suggest" and is_lucky:
        case.query["q"] = BEGINNINGS[dice // 2 % len(BEGINNINGS)]
    elif label == "GET /v1/related":
        if is_lucky or READABLE.fullmatch(case.query["url"]) is None:
            case.query["url"] = article["url"]
    elif label == "POST /v1/related":
        if isinstance(case.body.get("ids"), list) and is_lucky:
            case.body["ids"] = [article["id"]]
        elif isinstance(case.body.get("draft"), dict):
            draft = case.body["draft"]
            title = draft.get("title") or ""
            # Half: a character may be two units of UTF-16, and the limit counts each.
            room = DRAFT_MAX_CHARS // 2 - len(title)
            draft["text"] = (DRAFT + draft["text"])[: max(room, len(DRAFT))]
            # A pattern can't say that no variant occurs twice.
            if isinstance(draft.get("lang"), str):
                draft["lang"] = "-".join(dict.fromkeys(draft["lang"].lower().split("-")))


def is_blank(text):
    return text is None or str(text).strip() == ""
