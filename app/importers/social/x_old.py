"""X archives from before 2018: a table of tweets, or scripts by month; made like newer tweets."""

from __future__ import annotations

from app.importers.social.taking import Entry
from app.importers.social.x_text import short_links

_RENAMED = {
    "tweet_id": "id_str",
    "timestamp": "created_at",
    "text": "text",
    "source": "source",
    "in_reply_to_status_id": "in_reply_to_status_id_str",
    "in_reply_to_user_id": "in_reply_to_user_id_str",
}


def tweet_of_row(cells: dict[str, str]) -> Entry:
    """Give a row of ``tweets.csv`` the shape of a tweet; what is not mapped stays as it is."""
    tweet: Entry = {_RENAMED.get(name, name): cell for name, cell in cells.items() if cell}
    long = [link for link in cells.get("expanded_urls", "").split(",") if link]
    long = list(dict.fromkeys(long))
    short = short_links(cells.get("text", ""))
    if short and len(short) == len(long):
        urls = [{"url": a, "expanded_url": b} for a, b in zip(short, long, strict=True)]
        tweet["entities"] = {"urls": urls}
        del tweet["expanded_urls"]
    return tweet
