"""Titles in words: who is champion, who can still be, who cannot, and what each needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.words import figures, names

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.regulations import Championship
    from cupdesk.rules.results import Eliminated, Needs, Title
    from cupdesk.words import Words


def _rules(book: Book, title: Title) -> Championship:
    return book.season.regulations.championship(title.championship)


def title_name(book: Book, rules: Championship, words: Words) -> str:
    """What a title is called beside a champion: nothing for the first championship, ` Pro-Am` for another."""
    first = book.season.regulations.championships[0]
    return "" if rules is first else words("rules.say.title_of", title=rules.name[words.language])


def title_short(book: Book, title: Title, words: Words) -> str:
    """The situation in a few words, for the panel beside the standings: `Guillot or Boullery`, `Poisson champion, race 1`."""
    rules = _rules(book, title)
    if title.decided:
        champions = names.listed([names.key_name(book, rules, key, words) for key in title.champions], words)
        key = "rules.title.team_short" if rules.ranks.has_cars else "rules.title.champion_short"
        sentence = words(key, n=len(title.champions), names=champions)
        if title.races_left or title.since != title.after:
            sentence = words(
                "rules.title.since", sentence=sentence, session=names.session_name(book, title.since, words)
            )
        return sentence
    if not title.leader:
        return words("rules.title.empty")
    if not title.after:
        return words("rules.title.not_begun")
    if len(title.contenders) <= 3:
        contenders = [names.key_name(book, rules, key, words) for key in title.contenders]
        return words("rules.title.open", names=names.listed(contenders, words, "rules.or"))
    return _lead(book, title, words)


def _lead(book: Book, title: Title, words: Words) -> str:
    rules = _rules(book, title)
    leader, rival = (names.key_name(book, rules, k, words) if k else "" for k in (title.leader, title.runner_up))
    key = "rules.title.leads" if title.margin else "rules.title.level"
    return words(
        key,
        name=leader,
        rival=rival,
        margin=names.points(title.margin, words),
        offer=names.points(title.on_offer, words),
    )


def title_sentence(book: Book, title: Title, words: Words) -> str:
    """The situation in one sentence: the champion with lead, since when and which title, or the leader and what is on offer."""
    rules = _rules(book, title)
    if not title.leader:
        return words("rules.title.empty")
    if not title.after:
        return words("rules.title.nobody")
    if not title.decided:
        return _subject_to(title, _lead(book, title, words), words)
    champions = names.listed([names.full_name(book, rules, key, words) for key in title.champions], words)
    name = title_name(book, rules, words)
    parts = [
        words(
            "rules.title.team_champion" if rules.ranks.has_cars else "rules.title.champion",
            n=len(title.champions),
            names=champions,
            title=name,
        )
    ]
    if title.margin:
        parts.append(words("rules.title.by", margin=names.points(title.margin, words)))
    elif title.runner_up and len(title.champions) == 1:
        parts.append(words("rules.title.level_with", rival=names.key_name(book, rules, title.runner_up, words)))
    if title.in_a_row and title.in_a_row > 1:
        parts.append(words("rules.title.in_a_row", nth=names.ordinal_word(title.in_a_row, words)))
    elif title.nth == 1:
        parts.append(words("rules.title.first"))
    elif title.nth:
        parts.append(words("rules.title.nth", nth=names.ordinal_word(title.nth, words)))
    sentence = ", ".join(parts)
    if title.races_left:
        session = names.session_and_round(book, title.since, words)
        sentence = words("rules.title.since", sentence=sentence, session=session)
    return _subject_to(title, sentence, words)


def _subject_to(title: Title, sentence: str, words: Words) -> str:
    return words("rules.title.provisional", sentence=sentence) if title.provisional else sentence


def eliminated_sentence(book: Book, title: Title, eliminated: Eliminated, words: Words) -> str:
    """Why a name is out: `Klein has been out since Paul Ricard, race 1: 49 points behind, 26 points on offer`."""
    name = names.key_name(book, _rules(book, title), eliminated.key, words)
    session = names.session_and_round(book, eliminated.since, words)
    if not eliminated.behind:
        return words("rules.title.level_lost", name=name, session=session)
    sentence = words(
        "rules.title.eliminated" if eliminated.on_offer else "rules.title.eliminated_end",
        name=name,
        session=session,
        behind=names.points(eliminated.behind, words),
        offer=names.points(eliminated.on_offer, words),
    )
    return level_not_enough(eliminated, sentence, words)


def eliminated_short(book: Book, eliminated: Eliminated, words: Words) -> str:
    """The same in a table that names whom it is about: `49 behind, 26 on offer · since Paul Ricard, race 1`."""
    session = names.session_and_round(book, eliminated.since, words)
    values = {
        "behind": figures.points(eliminated.behind, words.language),
        "offer": figures.points(eliminated.on_offer, words.language),
    }
    key = "level_lost" if not eliminated.behind else "eliminated" if eliminated.on_offer else "eliminated_end"
    return words(f"rules.title.short.{key}", session=session, **values)


def level_not_enough(eliminated: Eliminated, sentence: str, words: Words) -> str:
    """The sentence, and why what is on offer is not enough: it only draws level, or others are sure of points already."""
    if eliminated.behind > eliminated.on_offer:
        return sentence
    why = "level_not_enough" if eliminated.behind == eliminated.on_offer else "others_certain"
    return words(f"rules.title.{why}", sentence=sentence)


def needs_sentence(book: Book, title: Title, needs: Needs, words: Words) -> str:
    """What a contender needs in the next race to be champion whatever the others do, and what of it is not proven."""
    sentence = _needed(book, title, needs, words)
    if needs.place is not None and not needs.exact:
        sentence = words("rules.title.need_may_do", sentence=sentence)
    if needs.key in title.unproven:
        name = names.key_name(book, _rules(book, title), needs.key, words)
        sentence = words("rules.title.not_ruled_out", sentence=sentence, name=name)
    return sentence


def nobody_by_place(book: Book, title: Title, needs: tuple[Needs, ...], words: Words) -> str:
    """That the next race makes nobody champion by a place alone, said once for all; "" where it may, or it is not certain."""
    if not needs or title.unproven or any(each.place is not None or not each.exact for each in needs):
        return ""
    return words("rules.title.need_nobody", session=names.session_and_round(book, needs[0].race, words))


def needs_short(book: Book, title: Title, needs: Needs, words: Words) -> str:
    """The same where name and race are said beside it: `2nd or better is enough, whatever happens`."""
    if needs.place is None:
        sentence = words(f"rules.title.short.{'need_none' if needs.exact else 'need_unknown'}")
    else:
        key = "need_win" if needs.place == 1 else "need"
        place = figures.ordinal(needs.place, words.language)
        sentence = words(f"rules.title.short.{key}", place=place, where=_where(book, title, words))
        sentence = sentence if needs.exact else words("rules.title.need_may_do", sentence=sentence)
    return words("rules.title.short.not_ruled_out", sentence=sentence) if needs.key in title.unproven else sentence


def _where(book: Book, title: Title, words: Words) -> str:
    """In which table the places are counted, if not in the whole cup."""
    rules = _rules(book, title)
    return words("rules.title.need_where", title=rules.name[words.language]) if rules.category or rules.award else ""


def _needed(book: Book, title: Title, needs: Needs, words: Words) -> str:
    name = names.key_name(book, _rules(book, title), needs.key, words)
    session = names.session_and_round(book, needs.race, words)
    if needs.place is None:
        return words("rules.title.need_none" if needs.exact else "rules.title.need_unknown", name=name, session=session)
    where = _where(book, title, words)
    if needs.place == 1:
        return words("rules.title.need_win", name=name, session=session, where=where)
    place = figures.ordinal(needs.place, words.language)
    return words("rules.title.need", name=name, session=session, place=place, where=where)
