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


receipt = json.loads(open(sys.argv[1], encoding="utf-8").read(), object_pairs_hook=once)
text, open_values, proof = receipt["record"]["body"], receipt["record"]["open"], receipt["proof"]
body, signed = json.loads(text, object_pairs_hook=once), dict(receipt["checkpoint"])
signature = signed.pop("signature")
der = base64.b64decode(re.sub("-----.*?-----", "", open(sys.argv[2]).read()))
need(signed["key"] == digest(der) and receipt["format"] == "clausebook-receipt-1", "another key signed it, or another form")
raw = base64.urlsafe_b64decode(signature + "==")
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
    need(found == {"commitment": digest(value.encode())}, f"another value at {place}")
need(digest(receipt["release"].encode()) == body["inputs"]["edition"]["digest"], "the release is another one")
files = json.loads(receipt["release"])
lines = [re.sub(r"^(- |\[[^\]]*\]\s+)", "", line) for line in files[files["edition.yaml"]["text"]["file"]].splitlines()]
need([each["id"] for each in receipt["clauses"]] == body["cites"], "other clauses than the record cites")
need(all(each["words"] in lines for each in receipt["clauses"]), "the contract has other words")
print("genuine:", body["id"], body["decision"]["decision"], body["decision"]["outcome"], "signed", signed["at"])
