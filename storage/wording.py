"""Why storage refuses something: the same sentences on memory and in SQL."""

STUDY_TAKEN = (
    "There is already a collaboration with this study id. Give the study another id, or import a"
    " new version of the existing agreement."
)
ADDRESS_TAKEN = "This chat address already belongs to another person. Remove it there first."
ROOM_TAKEN = (
    "This room cannot be bound here because it is already in use. Use another room, or unbind it"
    " first."
)


def version_taken(version: int) -> str:
    """An agreement version is added with other content."""
    return (
        f"Version {version} of this agreement exists with other content, and a version is never"
        f" changed. Give the new content version {version + 1}."
    )


def of_another_organisation(organisation: object) -> str:
    """Something of one organisation's partner directory is saved in another one's: a defect."""
    return f"This does not belong to the partner directory of {organisation}."
