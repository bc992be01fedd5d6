"""The pictures that are drawn into books and certificates."""

from collections.abc import Mapping
from dataclasses import replace

from mentorsite.build.media.photos import Photos
from mentorsite.render.forms.jobs import AnyJob, Job, PicturedJob


def with_pictures(job: AnyJob, photos: Photos, drawings: Mapping[str, bytes]) -> AnyJob:
    """A job with the pictures that it needs; one that can't be read is left out, and its words stand in its place."""
    if isinstance(job, Job):
        return job
    return replace(job, pictures=pictures_of(job, photos, drawings))


def pictures_of(job: PicturedJob, photos: Photos, drawings: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The pictures of a job that can be read, by what its texts call them."""
    found = {}
    for name, source in job.images.items():
        data = drawings.get(source) or _image(photos, source)
        if data is not None:
            found[name] = data
    return found


def _image(photos: Photos, source: str) -> bytes | None:
    try:
        found = photos.published(source)
        if isinstance(found, bytes):
            return found
        return found.read_bytes()
    except OSError:
        return None
