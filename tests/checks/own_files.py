"""Files of a bureau's own checks, for tests."""

USUAL = {
    "name": '"large_bill"',
    "lane": '"need"',
    "title": '{ zh = "单次医疗费用较大", en = "A large bill" }',
    "source": '"health.spending"',
    "condition": '"cash_paid >= 3000"',
    "subject": '"settled_on"',
    "event_date": '"settled_on"',
    "from": "2024-01-01",
    "basis": '{ zh = "本局规定", en = "a rule of the bureau" }',
    "summary": '{ zh = "在{hospital}自付{cash_paid}元。", en = "{cash_paid} yuan at {hospital}." }',
    "why": '{ zh = "可能致贫。", en = "It can ruin a household." }',
    "found": '{ zh = "单次大额。", en = "Large single bills." }',
    "left_alone": '{ zh = "报销部分。", en = "What the insurance bore." }',
    "made_wrong_by": '{ zh = "冲正未到。", en = "A reversal on its way." }',
    "verify": '{ zh = "入户了解。", en = "visit the household." }',
}


def own_file(**keys):
    """The text of a file: the usual keys, but for these; a key that is None is left out."""
    lines = {**USUAL, **{key.removesuffix("_"): value for key, value in keys.items()}}
    return "".join(f"{key} = {value}\n" for key, value in lines.items() if value is not None)


def write_own(root, text, name="large_bill"):
    folder = root / "checks"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
