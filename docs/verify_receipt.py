"""Verifies a receipt of Clausebook: python3 verify_receipt.py RECEIPT.json KEY.pem (docs/receipts.md); needs `openssl` 3."""
import base64, hashlib, json, re, subprocess, sys, tempfile


def need(holds, reason):
    if not holds:
        sys.exit(f"refused: {reason}")


def once(pairs):
    need(len(dict(pairs)) == len(pairs), "a name stands twice")
    return dict(pairs)


def sha(data):
    return hashlib.sha256(data).digest()


def digest(data):
    return "sha256:" + sha(data).hex()


def root(leaf, index, last, path):  # RFC 9162, 2.1.3.2
    for other in (bytes.fromhex(each[7:]) for each in path):
        need(last > 0, "the path is too long")
        if index % 2 == 1 or index == last:
            leaf = sha(b"\1" + other + leaf)
            while index > 0 and index % 2 == 0:
                index, last = index // 2, last // 2
        else:
            leaf = sha(b"\1" + leaf + other)
        index, last = index // 2, last // 2
    need(last == 0, "the path is too short")
    return "sha256:" + leaf.hex()


def form(value, names, may=""):
    need(isinstance(value, dict) and set(names.split()) <= set(value) <= set((names + " " + may).split()), "another form")


def letters(nth):
    return (letters((nth - 1) // 26) if nth > 26 else "") + chr(97 + (nth - 1) % 26)


def clauses(text):  # marked `[id] words`, or else counted by section, paragraph and item
    blank, found, section, paragraph, item = "[ \u00a0\u202f]", {}, 0, 0, 0
    mark = re.compile(rf"\[([^\[\]]{{1,60}})\]{blank}+(\S.*)")
    lines = [line for line in re.split(r"\r?\n", text.removeprefix("\ufeff"))[1:] if line.strip()]
    marked = any(mark.fullmatch(line) for line in lines)
    for line in lines:
        named = marked and mark.fullmatch(line)
        if not named and re.match((r"#" if marked else r"\d+\.") + blank + r"+\S", line):
            section, paragraph, item = section + 1, 0, 0
            need(marked or int(line.split(".")[0]) == section, "a section does not follow")
            continue
        need(named or not marked, "a line of the contract has no mark")
        if named:
            name, words = re.sub(blank + "+", " ", named[1]).strip(), named[2]
        elif re.match("-" + blank, line):
            item += 1
            need(paragraph > 0, "an item has no paragraph")
            name, words = f"{section}.{paragraph}({letters(item)})", line[2:]
        else:
            paragraph, item = paragraph + 1, 0
            name, words = f"{section}.{paragraph}", line
        need(name not in found, "a clause stands twice")
        found[name] = words
    return found


receipt = json.loads(open(sys.argv[1], encoding="utf-8").read(), object_pairs_hook=once)
form(receipt, "format record proof checkpoint clauses release", "timestamp")
form(receipt["record"], "body open"), form(receipt["proof"], "index size path")
form(receipt["checkpoint"], "format at heads previous key signature", "registry")
[form(each, "chain sequence hash", "root") for each in receipt["checkpoint"]["heads"]], [form(each, "id words") for each in receipt["clauses"]]
need(re.fullmatch("[A-Za-z0-9+/]+={0,2}", receipt.get("timestamp", "none")), "the time stamp is no base64")
text, open_values, proof = receipt["record"]["body"], receipt["record"]["open"], receipt["proof"]
body, signed = json.loads(text, object_pairs_hook=once), dict(receipt["checkpoint"])
form(body, "format sequence id previous decidedAt inputs decision cites", "chain holdsUntil once asked sealing")
need(0 <= proof["index"] < proof["size"] and all(re.fullmatch("sha256:[0-9a-f]{64}", each) for each in proof["path"]), "the path has another form")
signature = signed.pop("signature")
der = base64.b64decode(re.sub("-----.*?-----", "", open(sys.argv[2]).read()))
need(signed["key"] == digest(der) and receipt["format"] == "clausebook-receipt-1", "another key signed it, or another form")
raw = base64.urlsafe_b64decode(signature + "==")
need(base64.urlsafe_b64encode(raw).decode().rstrip("=") == signature, "the signature is written otherwise")
with tempfile.NamedTemporaryFile() as message, tempfile.NamedTemporaryFile() as mark:
    message.write(json.dumps(signed, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode())
    mark.write(raw), message.flush(), mark.flush()
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", sys.argv[2], "-rawin", "-in", message.name, "-sigfile", mark.name]
    need(subprocess.run(command, capture_output=True).returncode == 0, "the signature does not hold")
head = next((each for each in signed["heads"] if each["chain"] == body.get("chain")), {})
need(head.get("sequence") == proof["size"] and proof["index"] == body["sequence"] - 1, "it is for another place")
need(root(sha(b"\0" + sha(text.encode())), proof["index"], proof["size"] - 1, proof["path"]) == head.get("root"), "the record is not under the root")
for place, value in open_values.items():
    found = body["inputs"]
    for step in place[1:].split("/"):
        found = found[int(step) if isinstance(found, list) else step.replace("~1", "/").replace("~0", "~")]
    need(found == {"commitment": digest(value.encode())} and len(json.loads(value)) == 2, f"another value at {place}")
need(digest(receipt["release"].encode()) == body["inputs"]["edition"]["digest"], "the release is another one")
files = json.loads(receipt["release"])
known = clauses(files[files["edition.yaml"]["text"]["file"]])
need([each["id"] for each in receipt["clauses"]] == body["cites"], "other clauses than the record cites")
need(all(known.get(each["id"]) == each["words"] for each in receipt["clauses"]), "the contract has other words")
print("genuine:", body["id"], body["decision"]["decision"], body["decision"]["outcome"], "signed", signed["at"])
