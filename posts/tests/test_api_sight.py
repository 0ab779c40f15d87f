"""What a follow opens and its end closes, at the very next request."""


def written(api, who, audience):
    body = {"type": "text", "content": "For some", "audience": audience}
    return f"/api/posts/{api.post('/api/posts', json=body, as_=who).json()['id']}"


def test_a_private_account_s_posts_open_with_the_acceptance(api, person):
    a, b = person(), person()
    api.put("/api/settings/privacy", json={"profile_visibility": "private"}, as_=a)
    post = written(api, a, "public")
    assert api.post(f"/api/social/follow/{a.id}", as_=b).json() == {"state": "requested"}
    api.problem(api.get(post, as_=b), 404, "not_found")
    assert api.get("/api/posts", as_=b).json()["results"] == []
    assert [api.post(f"/api/social/requests/{b.id}", as_=a).status_code for _ in range(2)] == [201, 200]
    assert api.get(post, as_=b).status_code == 200
    assert len(api.get("/api/posts", as_=b).json()["results"]) == 1


def test_a_removed_follower_sees_what_is_for_followers_no_more(api, person):
    a, b = person(), person()
    api.post(f"/api/social/follow/{a.id}", as_=b)
    post = written(api, a, "followers")
    assert api.get(post, as_=b).status_code == 200
    assert api.delete(f"/api/social/followers/{b.id}", as_=a).status_code == 204
    api.problem(api.get(post, as_=b), 404, "not_found")
    assert api.get("/api/posts", as_=b).json()["results"] == []


def test_what_one_did_with_a_post_stands_in_the_feed_at_once(api, person):
    a, b = person(), person()
    api.post(f"/api/social/follow/{a.id}", as_=b)
    post = written(api, a, "public")

    def mine():
        (shown,) = api.get("/api/posts?limit=30", as_=b).json()["results"]
        return shown["viewer"]["liked"], shown["viewer"]["reposted"]

    like, repost = post.replace("posts", "engagement/like"), f"{post}/repost"
    assert mine() == (False, False)
    for path, on in ((like, (True, False)), (repost, (True, True))):
        api.post(path, as_=b)
        assert mine() == on
    for path, off in ((like, (False, True)), (repost, (False, False))):
        api.delete(path, as_=b)
        assert mine() == off
