"""Microsoft Teams, by way of botbuilder-core, which appears in this package and nowhere else.

What arrives: `routes` reads the request, `turn` runs it through the SDK's pipeline, where `auth`
with `keys` decides whether it is from Teams; `inbound`, `changes` and `mentions` read it. What
people say and press goes on through `receive`, which adds who the person is (`roster`) and
remembers the conversation (`references`); the engine's answer goes back as `answer` writes it. What
becomes of rooms and their people goes on through `news`.

What leaves: `platform` finds the conversation, `render`, `render_form`, `parts` and `markdown` make
the card, `connector` sends it with the token of `credentials`, and `errors` says what a failure
means.

What is asked: `members` lists a room, `checks` looks for what would fail later.

The SDK is archived. Its successor needs new versions of `auth`, `turn` and the managed identity in
`credentials`; nothing else in here knows it.
"""
