"""The world that is looked at: accounts in every state, posts for every audience, and everybody who can look."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from topin.core.testing.people import Person, make_person

# Everybody but the author and the anonymous is one person, who stands so to every account.
VIEWERS = (
    "author", "mutual", "follower", "asked", "followed", "stranger", "muting", "blocked", "blocking", "suspended",
    "anonymous",
)  # fmt: skip
FOLLOW = ("mutual", "follower", "muting", "suspended")
FOLLOWED = ("mutual", "followed")
# Account -> what makes it so, done last.
ACCOUNTS = {
    "open account": "",
    "account for followers": "profile_visibility = 'followers'",
    "private account": "profile_visibility = 'private'",
    "unfindable account": "",
    "suspended account": "suspended_at = now()",
    "closed account": "deactivated_at = now()",
}
# A kind of post -> the audience it is written for, and what becomes of it then.
KINDS = {
    "public post": ("public", ""),
    "followers post": ("followers", ""),
    "mutuals post": ("mutuals", ""),
    "private post": ("private", ""),
    "reposted post": ("public", ""),
    "post reposted, then narrowed to followers": ("public", "audience = 'followers'"),
    "post hidden by moderation": ("public", "hidden_at = now()"),
    "deleted post": ("public", "deleted_at = now()"),
}
POSTS = {
    "open account": tuple(KINDS),
    "account for followers": ("public post", "followers post", "mutuals post", "private post", "reposted post"),
    "private account": ("public post", "mutuals post"),
    "suspended account": ("public post", "reposted post"),
    "closed account": ("public post", "reposted post"),
}


@dataclass(frozen=True)
class Subject:
    """Something to be seen. `values`: what a parameter of that name becomes in a path or query;
    `whole`: text that stands in an answer that shows it, `part`: text that tells no more than that it is there."""

    name: str
    account: str
    values: dict[str, str]
    whole: str
    part: str


class World:
    """The people and posts. `neighbour` is an open account that follows everybody and is followed by everybody."""

    def __init__(self, sql: Callable[..., list[dict[str, Any]]]) -> None:
        self._sql = sql
        self.accounts = {name: make_person() for name in ACCOUNTS}
        self.others = {name: make_person() for name in VIEWERS if name not in ("author", "anonymous")}
        self.neighbour = make_person()
        self.people = [self._person(name, person) for name, person in self.accounts.items()]
        self.posts = [self._post(account, kind) for account, kinds in POSTS.items() for kind in kinds]
        home = str(uuid.uuid4())
        self.home = {**self._person("neighbour", self.neighbour).values, "post_id": home, "content_id": home}
        self.echo = {**self.home, "post_id": str(uuid.uuid4())}
        self._relate()
        self._write()
        self._illustrate()
        self._repost()
        self._echo()
        self._engage()
        self._settle()

    def keep(self) -> None:
        """Everybody has kept every post. Apart from the rest: who keeps a post may let go of it, seen or not."""
        people = [person.id for person in [*self.accounts.values(), *self.others.values()]]
        self._sql(
            "INSERT INTO public.bookmarks (post_id, user_id)"
            " SELECT p, u FROM unnest(%s::uuid[]) p, unnest(%s::uuid[]) u",
            [[post.values["post_id"] for post in self.posts], people],
        )

    def viewer(self, name: str, subject: Subject) -> Person | None:
        """Who looks at a subject under that name."""
        return self.accounts[subject.account] if name == "author" else self.others.get(name)

    def _person(self, name: str, person: Person) -> Subject:
        values = {"user_id": person.id, "who": person.id, "handle": person.handle, "ids": person.id}
        values |= {"media_id": str(uuid.uuid4()), "variant": "thumb"}
        return Subject(f"the {name}", name, values, f"bio-{person.handle}", person.id)

    def _post(self, account: str, kind: str) -> Subject:
        person, post = self.accounts[account], str(uuid.uuid4())
        text = f"text-{post[:18]}"
        values = {"post_id": post, "content_id": post, "comment_id": str(uuid.uuid4()), "text": text}
        values = {**self._person(account, person).values, **values}
        return Subject(f"{account}: {kind}", account, values, text, post)

    def _relate(self) -> None:
        everybody = [*self.accounts.values(), *self.others.values()]
        for person in everybody:
            self._follow(person, self.neighbour)
            self._follow(self.neighbour, person)
        for account in self.accounts.values():
            for name in FOLLOW:
                self._follow(self.others[name], account)
            for name in FOLLOWED:
                self._follow(account, self.others[name])
            self._insert("public.follow_requests", self.others["asked"], account)
            self._insert("public.follow_requests", account, self.others["stranger"])
            self._insert("public.mutes", self.others["muting"], account)
            self._insert("public.blocked_users", account, self.others["blocked"])
            self._insert("public.blocked_users", self.others["blocking"], account)

    def _follow(self, who: Person, whom: Person) -> None:
        self._sql("SELECT private.add_edge(%s, %s)", [who.id, whom.id])

    def _insert(self, table: str, who: Person, whom: Person) -> None:
        self._sql(f"INSERT INTO {table} VALUES (%s, %s)", [who.id, whom.id])

    def _write(self) -> None:
        audience = {post.values["post_id"]: KINDS[post.name.partition(": ")[2]][0] for post in self.posts}
        for post in self.posts:
            one = post.values["post_id"]
            self._sql(
                "INSERT INTO public.posts (id, author_id, type, content, audience)"
                " VALUES (%s, %s, 'text', %s, %s)",
                [one, post.values["user_id"], post.whole, audience[one]],
            )
        self._sql(
            "INSERT INTO public.posts (id, author_id, type, content, has_mentions)"
            " VALUES (%s, %s, 'text', '', true)",
            [self.home["post_id"], self.neighbour.id],
        )
        for place, person in enumerate(self.accounts.values()):
            given = [self.home["post_id"], person.id, place]
            self._sql("INSERT INTO public.post_mentions (post_id, user_id, position) VALUES (%s, %s, %s)", given)

    def _illustrate(self) -> None:
        """Each post has a picture, each account an avatar."""
        for one in [*self.posts, *self.people]:
            post = one.values.get("post_id")
            self._sql(
                "INSERT INTO public.media (id, owner_id, post_id, used_as, kind, status, mime, variants)"
                " VALUES (%s, %s, %s, %s, 'image', 'ready', 'image/webp', '{thumb}')",
                [one.values["media_id"], one.values["user_id"], post, None if post else "avatar"],
            )

    def _repost(self) -> None:
        for post in self.posts:
            if "reposted" in post.name:
                given = [post.values["post_id"], self.neighbour.id]
                self._sql("INSERT INTO public.reposts (post_id, user_id) VALUES (%s, %s)", given)

    def _echo(self) -> None:
        """Everybody reposts a post of the neighbour's; out of feeds, where the newest repost alone would show."""
        echo = self.echo["post_id"]
        self._sql(
            "INSERT INTO public.posts (id, author_id, type, content) VALUES (%s, %s, 'text', '')",
            [echo, self.neighbour.id],
        )
        for person in self.people:
            self._sql("INSERT INTO public.reposts (post_id, user_id) VALUES (%s, %s)", [echo, person.part])
        self._sql("DELETE FROM private.feed_entries WHERE post_id = %s", [echo])

    def _engage(self) -> None:
        """Below each post its author says what it says; everybody likes the neighbour's and comments on it."""
        for post in self.posts:
            values = post.values
            self._comment(values["post_id"], values["user_id"], post.whole, values["comment_id"])
            for who in (values["user_id"], self.neighbour.id):
                self._like(values["post_id"], who)
        for person in self.people:
            self._comment(self.home["post_id"], person.part, person.whole, str(uuid.uuid4()))
            self._like(self.home["post_id"], person.part)

    def _like(self, post: str, who: str) -> None:
        self._sql("INSERT INTO public.likes (post_id, user_id) VALUES (%s, %s)", [post, who])

    def _comment(self, post: str, author: str, content: str, comment: str) -> None:
        self._sql(
            "INSERT INTO public.comments (id, post_id, author_id, content) VALUES (%s, %s, %s, %s)",
            [comment, post, author, content],
        )

    def _settle(self) -> None:
        """What becomes of posts and accounts once everything stands."""
        for post in self.posts:
            if change := KINDS[post.name.partition(": ")[2]][1]:
                self._sql(f"UPDATE public.posts SET {change} WHERE id = %s", [post.values["post_id"]])
        for subject in self.people:
            self._sql("UPDATE public.profiles SET bio = %s WHERE id = %s", [subject.whole, subject.part])
            if change := ACCOUNTS[subject.account]:
                self._sql(f"UPDATE public.profiles SET {change} WHERE id = %s", [subject.part])
        unfindable = self.accounts["unfindable account"].id
        self._sql("UPDATE public.user_settings SET searchable = false WHERE user_id = %s", [unfindable])
        self._sql("UPDATE public.profiles SET suspended_at = now() WHERE id = %s", [self.others["suspended"].id])
        for person in (self.others["suspended"], self.accounts["suspended account"]):
            self._sql("UPDATE auth.users SET banned_until = 'infinity' WHERE id = %s", [person.id])
        self._sql("UPDATE auth.users SET deleted_at = now() WHERE id = %s", [self.accounts["closed account"].id])
