"""Which files are neither text nor HTML, by their first bytes, else by their suffix."""

_MAGIC = (
    (b"%PDF-", "pdf"), (b"{\\rtf", "rtf"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"), (b"PK\x03\x04", "zip"),
    (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF87a", "gif"), (b"GIF89a", "gif"), (b"BM", "bmp"),
    (b"II*\x00", "tiff"), (b"MM\x00*", "tiff"), (b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"Rar!\x1a\x07", "rar"), (b"\x7fELF", "program"),
    (b"ID3", "mp3"), (b"OggS", "ogg"), (b"SQLite format 3\x00", "sqlite"), (b"WARC/1.", "warc"),
)  # fmt: skip
_SAME = (
    "docx doc odt rtf pdf epub pages json csv xlsx xls ods xml warc zip parquet png gif webp svg tiff mp3 mp4 wav yaml"
)
_SUFFIXES = {name: name for name in _SAME.split()} | {
    "jsonl": "json", "ndjson": "json", "tsv": "csv", "rss": "xml", "atom": "xml", "mht": "mhtml", "mhtml": "mhtml",
    "eml": "email", "msg": "email", "mbox": "email", "gz": "gzip", "ipynb": "notebook", "jpg": "jpeg", "jpeg": "jpeg",
    "tif": "tiff", "yml": "yaml",
}  # fmt: skip


def other_format(data: bytes, suffix: str) -> str | None:
    """The name of the format; None for what may be text or HTML. Content goes before the suffix (without its dot)."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, name in _MAGIC:
        # two or three bytes may begin a text too; binary files have zero bytes soon
        if head.startswith(magic) and (len(magic) > 3 or b"\x00" in data[:512]):
            return _SUFFIXES.get(suffix, name) if name in ("zip", "doc") else name  # containers of office formats
    if data[:4] == b"RIFF" or data[4:8] == b"ftyp":
        return "media"
    return _SUFFIXES.get(suffix)
