"""Finding, publishing and annotating builds."""

import pytest

from store import BuildNotFound, BuildStore, StoreError


def test_nothing_published_is_said_with_what_to_do(builds):
    assert builds.current_id() is None
    assert builds.builds() == []
    with pytest.raises(BuildNotFound, match="innograf build"):
        builds.open()


def test_publish_moves_the_pointer_and_back(builds, quad):
    first, second = (builds.create([quad(name, "p")], {}) for name in "ab")
    builds.publish(first.id)
    assert builds.open().id == first.id
    builds.publish(second.id[:8])
    assert builds.current_id() == second.id
    assert (builds.root / "current").is_symlink()
    builds.publish(first.id)
    assert builds.open("current").id == first.id


def test_an_open_build_lives_through_publication_and_removal(builds, quad):
    first, second = (builds.create([quad(name, "p")], {}) for name in "ab")
    builds.publish(first.id)
    opened = builds.open()
    assert len(opened.quads) == 1
    builds.publish(second.id)
    first.path.rename(builds.root / "elsewhere")
    assert len(list(opened.quads)) == 1


def test_builds_are_listed_newest_first_without_broken_ones(builds, quad):
    made = [builds.create([quad(str(number), "p")], {}) for number in range(3)]
    (builds.root / ("0" * 64)).mkdir()
    (builds.root / ("1" * 64)).mkdir()
    (builds.root / ("1" * 64) / "manifest.json").write_text("{")
    (builds.root / "notes.txt").write_text("not a build")
    assert [item.id for item in builds.builds()] == [build.id for build in reversed(made)]


@pytest.mark.parametrize("ref", ["", "abc", "zzzz", "../../etc", "current/../x"])
def test_an_unknown_reference_is_refused(builds, quad, ref):
    builds.create([quad("a", "p")], {})
    with pytest.raises(BuildNotFound):
        builds.open(ref)


def test_a_reference_that_fits_two_builds_is_refused(builds):
    for end in "12":
        (builds.root / ("abcd" + end * 60)).mkdir(parents=True)
    with pytest.raises(BuildNotFound, match="fits 2 builds"):
        builds.open("abcd")


def test_a_pointer_to_a_missing_build_is_not_found(builds, quad):
    build = builds.create([quad("a", "p")], {})
    builds.publish(build.id)
    build.path.rename(builds.root / "elsewhere")
    with pytest.raises(BuildNotFound):
        builds.open()


def test_annotate_changes_the_manifest_alone(builds, quad, info):
    build = builds.create([quad("a", "p")], {}, info)
    builds.annotate(build.id, validation={"conforms": False, "violations": 2})
    again = builds.open(build.id)
    assert again.manifest.validation == {"conforms": False, "violations": 2}
    assert again.manifest.counts == build.manifest.counts
    assert again.is_whole()
    with pytest.raises(StoreError, match="'id'"):
        builds.annotate(build.id, id="another")


def test_clean_leaves_a_build_in_the_making_alone(builds, quad):
    seen = []

    def slow():
        yield quad("a", "p")
        seen.extend(builds.clean())
        yield quad("b", "p")

    (builds.root / "tmp-left").mkdir(parents=True)
    build = builds.create(slow(), {})
    assert seen == []
    assert not (builds.root / "tmp-left").exists()
    assert build.is_whole()


def test_a_build_is_opened_from_a_folder_that_cannot_be_written(builds, quad):
    build = builds.create([quad("a", "p")], {"x": "text"})
    builds.publish(build.id)
    folders = [builds.root, *(path for path in builds.root.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        opened = BuildStore(builds.root).open()
        assert opened.is_whole()
        assert opened.text("x") == "text"
    finally:
        for folder in folders:
            folder.chmod(0o755)
