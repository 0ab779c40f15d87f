"""What the people of a small demo do, through the doors, one call after the other, as the plan's tables say."""

import json
from typing import Any

from psycopg import Connection

from engagement import functions as engagement
from posts import functions as posts
from posts.media import functions as media
from social import functions as social
from topin.core.db.session import Caller, Session, acting

from . import pictures

FACES, PICTURES = 24, 16  # avatars, and posts with a picture
_WITH_PICTURE = """
SELECT n FROM (SELECT n, row_number() OVER (ORDER BY created_at DESC, n) AS place FROM post
                WHERE audience = 'public') p WHERE place %% 4 = 1 AND place <= 4 * %s
"""


def live(connection: Connection, seed: int) -> None:
    """All that the people do, unless they have; in one transaction: killed half-way, nothing of it stands."""
    ids = [person for (person,) in connection.execute("SELECT id::text FROM person ORDER BY rank").fetchall()]
    with acting(_as(ids[0])) as session:
        life = _Life(connection, session, ids, seed)
        if not life.has_been():
            life.relate()
            life.show_faces()
            made = life.publish()
            life.answer(made)


class _Life:
    """The people by rank, and the session in which one after the other acts."""

    def __init__(self, connection: Connection, session: Session, ids: list[str], seed: int) -> None:
        self._plan, self._session, self._ids, self._seed = connection, session, ids, seed

    def has_been(self) -> bool:
        """Whether the first of them has posted already."""
        first = self._ids[0]
        row = self._session.call(posts.get_user_posts, viewer=first, target=first, page_limit=1, after=None)
        return bool(json.loads(row["results"]))

    def relate(self) -> None:
        """Follows, then blocks."""
        for follower, followed in self._planned("SELECT follower, followed FROM edge ORDER BY 1, 2"):
            self._do(follower, social.follow_user, target=self._ids[followed])
        for blocker, blocked in self._planned("SELECT blocker, blocked FROM block ORDER BY 1, 2"):
            self._do(blocker, social.block_user, target=self._ids[blocked])

    def show_faces(self) -> None:
        """The first of them have an avatar."""
        for rank, person in enumerate(self._ids[:FACES]):
            face = self._give(rank, pictures.avatar(f"{self._seed}/{person}"))
            self._do(rank, media.set_profile_image, place="avatar", media=face)

    def publish(self) -> dict[int, str]:
        """The posts, some with a picture, then the reposts; number of the plan -> id of the post."""
        with_picture = {number for (number,) in self._planned(_WITH_PICTURE, PICTURES)}
        made = {}
        for number, author, content, audience in self._planned(
            "SELECT n, author, content, audience FROM post ORDER BY n"
        ):
            data: dict[str, Any] = {"type": "text", "content": content, "audience": audience}
            if number in with_picture:
                picture, alt = pictures.landscape(f"{self._seed}/{number}")
                medium = self._give(author, picture)
                data |= {"type": "image", "media_ids": [medium], "alt_texts": {medium: alt}}
            made[number] = json.loads(self._do(author, posts.create_post, data=data)["body"])["id"]
        for actor, post in self._planned("SELECT actor, post FROM repost ORDER BY post, actor"):
            self._do(actor, posts.repost, post=made[post])
        return made

    def answer(self, made: dict[int, str]) -> None:
        """Likes, then comments, each after the one that it answers."""
        for actor, post in self._planned("SELECT actor, post FROM liking ORDER BY post, actor"):
            self._do(actor, engagement.like_content, content=made[post])
        said: dict[int | None, str | None] = {None: None}
        for number, actor, post, content, parent in self._planned(
            "SELECT k, actor, post, content, parent FROM remark ORDER BY created_at, k"
        ):
            given = {"post": made[post], "content": content, "parent": said[parent]}
            said[number] = json.loads(self._do(actor, engagement.add_comment, **given)["body"])["id"]

    def _planned(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        return self._plan.execute(query.encode(), values or None).fetchall()

    def _give(self, rank: int, drawn: Any) -> str:
        self._become(rank)
        return pictures.give(self._session, self._ids[rank], drawn)

    def _do(self, rank: int, function: Any, **given: Any) -> Any:
        self._become(rank)
        return self._session.call(function, actor=self._ids[rank], **given)

    def _become(self, rank: int) -> None:
        self._session.execute("SELECT set_config('request.jwt.claims', $1, true)", [_as(self._ids[rank]).claims])


def _as(person: str) -> Caller:
    return Caller("authenticated", json.dumps({"sub": person, "role": "authenticated"}))
