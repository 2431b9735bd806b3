import sys

# nbformat imports jsonschema, which takes this package, where it is installed, to check addresses that no notebook has:
# it builds a grammar as it is imported, for longer than all else that a run imports takes together.
sys.modules.setdefault("rfc3987_syntax", None)
