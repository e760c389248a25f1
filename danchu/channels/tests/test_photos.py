"""The same photo is known again when it was saved anew, darkened or trimmed; photos of similar boards are not taken
for one."""

import datetime

import pytest
from PIL import Image, ImageEnhance

from danchu.channels.rules.photos import are_alike, likenesses, taken_on
from danchu.channels.tests.pictures import board_photo, jpeg, with_camera_data


def trimmed(picture: Image.Image, by: float) -> Image.Image:
    wide, high = picture.size
    return picture.crop((int(wide * by), int(high * by), int(wide * (1 - by)), int(high * (1 - by))))


CHANGES = {
    "saved anew": lambda photo: jpeg(photo, 40),
    "smaller": lambda photo: jpeg(photo.resize((480, 360))),
    "lighter": lambda photo: jpeg(ImageEnhance.Brightness(photo).enhance(1.3)),
    "darker": lambda photo: jpeg(ImageEnhance.Brightness(photo).enhance(0.6)),
    "more contrast": lambda photo: jpeg(ImageEnhance.Contrast(photo).enhance(1.4)),
    "trimmed by 2 %": lambda photo: jpeg(trimmed(photo, 0.02)),
    "trimmed by 3 %": lambda photo: jpeg(trimmed(photo, 0.03)),
}
STANDS = [(board, stand) for board in range(1, 13) for stand in (0, 1)]


@pytest.mark.parametrize("change", CHANGES)
def test_one_photo_is_known_again(change):
    for board, stand in STANDS:
        photo = board_photo(board, stand=stand)
        kept = likenesses(jpeg(photo))[0]
        assert are_alike(likenesses(CHANGES[change](photo)), kept), (board, stand)


@pytest.mark.parametrize("share", [0.04, 0.1])
@pytest.mark.parametrize("side", range(4), ids=("left", "top", "right", "bottom"))
def test_a_photo_cut_at_one_side_is_known_again_whichever_came_first(side, share):
    for board, stand in STANDS[:4]:
        photo = board_photo(board, stand=stand)
        box = [0, 0, *photo.size]
        off = int(photo.size[side % 2] * share)
        box[side] += off if side < 2 else -off
        whole, cut = likenesses(jpeg(photo)), likenesses(jpeg(photo.crop(tuple(box))))
        assert are_alike(cut, whole[0]), (board, stand)
        assert are_alike(whole, cut[0]), (board, stand)


def test_photos_of_similar_boards_are_not_taken_for_one():
    """Twenty-four photos of twelve boards that differ only in where sheets hang: no two boards are mixed up."""
    found = {place: likenesses(jpeg(board_photo(place[0], stand=place[1]))) for place in STANDS}
    mixed = [
        (one, other)
        for one in STANDS
        for other in STANDS
        if one[0] != other[0] and are_alike(found[one], found[other][0])
    ]
    assert not mixed


def test_an_empty_wall_and_no_picture_are_like_nothing():
    assert likenesses(jpeg(Image.new("RGB", (400, 300), (200, 200, 200)))) == []
    assert likenesses(b"no picture") == []
    assert not are_alike([], "")
    assert not are_alike(likenesses(jpeg(board_photo(1))), "")


def test_a_photo_turned_by_its_camera_is_the_same_photo():
    photo = board_photo(3)
    exif = Image.Exif()
    exif[274] = 6  # to be turned a quarter
    turned = jpeg(photo.rotate(90, expand=True), exif=exif)
    assert are_alike(likenesses(turned), likenesses(jpeg(photo))[0])


def test_the_day_the_camera_wrote():
    assert taken_on(with_camera_data(board_photo(1), "2026:02:11 08:00:00")) == datetime.date(2026, 2, 11)
    assert taken_on(jpeg(board_photo(1))) is None
    assert taken_on(with_camera_data(board_photo(1), "0000:00:00 00:00:00")) is None
    assert taken_on(b"no picture") is None
