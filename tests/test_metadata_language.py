"""Languages told by their small words and scripts, and silence where that does not do."""

from __future__ import annotations

# ruff: noqa: E501 (lines of the news are quoted whole)
from pathlib import Path

import pytest

from archive.metadata.language import detect

_TEXTS = [
    (
        "en",
        "The minister said on Monday that the bridge over the river would be closed for the whole of the summer.",
    ),
    (
        "de",
        "Der Minister hat am Montag gesagt, dass die Brücke über den Fluss im Sommer nicht mehr geöffnet wird.",
    ),
    (
        "fr",
        "Le ministre a dit lundi que le pont sur le fleuve ne sera pas ouvert pendant les mois de l'été dans la ville.",
    ),
    (
        "es",
        "El ministro dijo el lunes que el puente sobre el río no se abrirá durante los meses de verano en la ciudad.",
    ),
    (
        "it",
        "Il ministro ha detto lunedì che il ponte sul fiume non sarà aperto nei mesi della prossima estate per i lavori.",
    ),
    (
        "pt",
        "O ministro disse na segunda-feira que a ponte sobre o rio não vai abrir durante os meses do verão na cidade.",
    ),
    (
        "nl",
        "De minister zei maandag dat de brug over de rivier niet open is in de maanden van de zomer, maar wel daarna.",
    ),
    (
        "sv",
        "Ministern sade på måndagen att bron över floden inte kommer att vara öppen under sommaren, men att det är klart efter det.",
    ),
    (
        "da",
        "Ministeren sagde mandag, at broen over floden ikke bliver åben i sommer, men at den er klar efter det, hvis alle er med.",
    ),
    (
        "no",
        "Ministeren sa mandag at broen over elven ikke blir åpen i sommer, men at den er klar etter det, hvis alle blir med og sier ja.",
    ),
    (
        "pl",
        "Minister powiedział w poniedziałek, że most na rzece nie będzie otwarty przez lato, ale to się zmieni po tym, jak już go naprawią.",
    ),
    (
        "cs",
        "Ministr v pondělí řekl, že most přes řeku nebude v létě otevřen, ale že se to po opravě změní, a to již v tomto roce před podzimem.",
    ),
    (
        "tr",
        "Bakan pazartesi günü bir açıklama yaptı ve köprünün bu yaz için açık olmayacağını, ancak daha sonra çok iyi olacağını dedi.",
    ),
    (
        "ru",
        "Министр сказал в понедельник, что мост через реку не будет открыт летом, но это изменится после того, как он будет готов.",
    ),
    (
        "uk",
        "Міністр сказав у понеділок, що міст через річку не буде відкритий влітку, але це зміниться після того, як він буде готовий.",
    ),
    (
        "ar",
        "قال الوزير في بيان إن الجسر لن يكون مفتوحا في هذا الصيف بعد أن كان مفتوحا من قبل على مدى سنوات مع ذلك",
    ),
    ("fa", "وزیر در روز دوشنبه گفت که پل را در این تابستان باز نمی کند و برای آن یک برنامه از سوی دولت است"),
    ("hi", "मंत्री ने सोमवार को कहा कि नदी का पुल इस गर्मी में नहीं खुलेगा और यह काम के बाद ही हो पाएगा"),
    ("he", "השר אמר ביום שני כי הגשר מעל הנהר לא ייפתח בקיץ הזה"),
    ("el", "Ο υπουργός είπε τη Δευτέρα ότι η γέφυρα δεν θα ανοίξει το καλοκαίρι"),
    ("zh", "部长星期一表示，河上的大桥今年夏天不会开放，但之后情况将会改变。"),
    ("ja", "大臣は月曜日、川にかかる橋は今年の夏には開かないと述べた。"),
    ("ko", "장관은 월요일 강을 가로지르는 다리가 올여름에는 열리지 않을 것이라고 말했다."),
    ("th", "รัฐมนตรีกล่าวเมื่อวันจันทร์ว่าสะพานข้ามแม่น้ำจะไม่เปิดในฤดูร้อนนี้"),
]


@pytest.mark.parametrize(("language", "text"), _TEXTS, ids=[language for language, _ in _TEXTS])
def test_a_language_is_told_from_one_sentence(language: str, text: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Yes, we can.",
        "NEW YORK 3.5 4.6 HOUSTON 7.8 BOSTON 9.1 DENVER 2.2 DALLAS 1.1 MIAMI 7.0 TAMPA 4.4 RENO 5.5",
        "Roe Doe Poe Coe Moe Loe Foe Hoe Joe Soe Toe Voe Woe Zoe",
        _TEXTS[0][1] + " " + _TEXTS[1][1],
        "Ministar je rekao da most preko rijeke nije otvoren i da će to biti tako za one koji su na putu u grad.",
    ],
)
def test_too_little_or_too_mixed_a_text_is_in_none(text: str) -> None:
    assert detect(text) is None


def test_the_seeds_are_english() -> None:
    seeds = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))

    assert [detect(seed.read_text("utf-8")) for seed in seeds] == ["en"] * 5
