"""The data package: types, keys and where they point."""

from __future__ import annotations

from verbale.extractors.tables import datapackage


def test_datapackage_names_keys_and_types() -> None:
    package = datapackage(["documents", "sentences", "events"], {"title": "T"})
    assert [entry["path"] for entry in package["resources"]] == ["documents.csv", "sentences.csv", "events.csv"]
    events = package["resources"][2]["schema"]
    assert events["primaryKey"] == ["event_id"]
    assert {key["fields"]: key["reference"]["resource"] for key in events["foreignKeys"]} == {
        "doc_id": "documents",
        "sentence_id": "sentences",
    }
    by_name = {entry["name"]: entry for entry in events["fields"]}
    assert by_name["trigger_start"]["type"] == "integer" and by_name["confidence"]["type"] == "number"
    assert by_name["date_start"]["type"] == "string"
    (candidates,) = datapackage(["candidates"], {})["resources"]
    assert candidates["title"] == "Candidates" and candidates["schema"]["fields"] == events["fields"]
    assert "foreignKeys" not in datapackage(["mentions"], {})["resources"][0]["schema"]
