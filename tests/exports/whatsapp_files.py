# ruff: noqa: E501 - lines of chats stand as WhatsApp writes them
"""Makes the WhatsApp samples in the folder ``whatsapp``; everything in them is invented.

Run ``python tests/exports/whatsapp_files.py`` from the top of the checkout; the same script always
gives the same bytes. Each sample is named by what is odd in it.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exports.zipped import Tree, write_all

JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")
MARK = "\u200e"
THIN = "\u202f"
RTL = "\u200f"


def iphone_english() -> str:
    return "\n".join(
        [
            f"[5/13/26, 9:04:11{THIN}AM] Dana Whitlow: {MARK}Messages and calls are end-to-end encrypted. Only people in this chat can read them.",
            f"[5/13/26, 9:04:20{THIN}AM] Dana Whitlow: Is the gate at Mill Street open?",
            f"{MARK}[5/13/26, 9:05:00{THIN}AM] Ofc. Diaz: {MARK}<attached: 00000003-PHOTO-2026-05-13-09-05-00.jpg>",
            f"[5/13/26, 12:15:00{THIN}PM] Ofc. Diaz: Two lines:",
            "the second, with a colon: here",
            "",
            "and a fourth",
            f"[5/14/26, 12:01:09{THIN}AM] Dana Whitlow: {MARK}image omitted",
            f"[5/14/26, 1:00:00{THIN}PM] Dana Whitlow: {MARK}This message was deleted.",
            f"[5/14/26, 1:02:00{THIN}PM] Ofc. Diaz: The gate is shut {MARK}<This message was edited>",
            f"{MARK}[5/14/26, 1:03:00{THIN}PM] Ofc. Diaz: report.pdf • {MARK}2 pages {MARK}<attached: 00000009-report.pdf>",
        ]
    )


LOCALES: dict[str, tuple[str, list[str]]] = {
    "WhatsApp Chat mit Dana Whitlow.txt": (
        "German",
        [
            "13.05.26, 09:04 - Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.",
            "13.05.26, 09:05 - Dana Whitlow: IMG-20260513-WA0001.jpg (Datei angehängt)",
            "Das Tor",
            "13.05.26, 20:49 - Rosa Diaz: <Medien ausgeschlossen>",
            "14.05.26, 07:00 - Rosa Diaz: Diese Nachricht wurde gelöscht.",
            "14.05.26, 07:01 - Rosa Diaz: Zu <Diese Nachricht wurde bearbeitet.>",
        ],
    ),
    "Chat de WhatsApp con Dana Whitlow.txt": (
        "Spanish",
        [
            f"13/5/26, 9:04{THIN}a.{THIN}m. - Los mensajes y las llamadas están cifrados de extremo a extremo.",
            f"13/5/26, 9:05{THIN}a.{THIN}m. - Dana Whitlow: {MARK}IMG-20260513-WA0001.jpg (archivo adjunto)",
            f"13/5/26, 8:49{THIN}p.{THIN}m. - Rosa Diaz: <Multimedia omitido>",
            f"14/5/26, 7:00{THIN}p.{THIN}m. - Rosa Diaz: Se eliminó este mensaje.",
            f"14/5/26, 7:01{THIN}p.{THIN}m. - Rosa Diaz: ya {MARK}<Se editó este mensaje.>",
        ],
    ),
    "Discussion WhatsApp avec Dana Whitlow.txt": (
        "French",
        [
            "13/05/2026, 09:04 - Les messages et les appels sont chiffrés de bout en bout.",
            "13/05/2026, 09:05 - Dana Whitlow: IMG-20260513-WA0001.jpg (fichier joint)",
            "13/05/2026, 20:49 - Rosa Diaz: <Médias omis>",
            "14/05/2026, 07:00 - Rosa Diaz: Ce message a été supprimé",
            f"14/05/2026, 07:01 - Rosa Diaz: oui {MARK}<Ce message a été modifié>",
        ],
    ),
    "Chat WhatsApp con Dana Whitlow.txt": (
        "Italian",
        [
            "13/05/26, 09:04 - I messaggi e le chiamate sono protetti dalla crittografia end-to-end.",
            "13/05/26, 09:05 - Dana Whitlow: IMG-20260513-WA0001.jpg (file allegato)",
            "13/05/26, 20:49 - Rosa Diaz: <Media omessi>",
            "14/05/26, 07:00 - Rosa Diaz: Questo messaggio è stato eliminato",
            f"14/05/26, 07:01 - Rosa Diaz: sì {MARK}<Questo messaggio è stato modificato>",
        ],
    ),
    "Conversa do WhatsApp com Dana Whitlow.txt": (
        "Portuguese",
        [
            "13/05/2026 09:04 - As mensagens e as ligações são protegidas com a criptografia de ponta a ponta.",
            "13/05/2026 09:05 - Dana Whitlow: IMG-20260513-WA0001.jpg (arquivo anexado)",
            "13/05/2026 20:49 - Rosa Diaz: <Mídia oculta>",
            "14/05/2026 07:00 - Rosa Diaz: Mensagem apagada",
            "14/05/2026 07:01 - Rosa Diaz: sim <Mensagem editada>",
        ],
    ),
    "WhatsApp-chat met Dana Whitlow.txt": (
        "Dutch",
        [
            "13-05-2026 09:04 - Berichten en gesprekken worden end-to-end versleuteld.",
            "13-05-2026 09:05 - Dana Whitlow: IMG-20260513-WA0001.jpg (bestand bijgevoegd)",
            "13-05-2026 20:49 - Rosa Diaz: <Media weggelaten>",
            "14-05-2026 07:00 - Rosa Diaz: Dit bericht is verwijderd",
            f"14-05-2026 07:01 - Rosa Diaz: ja {MARK}<Dit bericht is bewerkt>",
        ],
    ),
    "Чат WhatsApp с контактом Dana Whitlow.txt": (
        "Russian",
        [
            "13.05.2026, 09:04 - Сообщения и звонки защищены сквозным шифрованием.",
            "13.05.2026, 09:05 - Dana Whitlow: IMG-20260513-WA0001.jpg (файл добавлен)",
            "13.05.2026, 20:49 - Rosa Diaz: <Без медиафайлов>",
            "14.05.2026, 07:00 - Rosa Diaz: Данное сообщение удалено",
            "14.05.2026, 07:01 - Rosa Diaz: да <Сообщение изменено>",
        ],
    ),
    "Dana Whitlow ile WhatsApp Sohbeti.txt": (
        "Turkish",
        [
            "13.05.2026 09:04 - Mesajlar ve aramalar uçtan uca şifrelidir.",
            "13.05.2026 09:05 - Dana Whitlow: IMG-20260513-WA0001.jpg (dosya ekli)",
            "13.05.2026 20:49 - Rosa Diaz: <Medya dahil edilmedi>",
            "14.05.2026 07:00 - Rosa Diaz: Bu mesaj silindi",
            "14.05.2026 07:01 - Rosa Diaz: evet <Bu mesaj düzenlendi>",
        ],
    ),
    "Dana Whitlow的 WhatsApp 聊天.txt": (
        "Chinese",
        [
            "2026/5/13 上午9:04 - 消息和通话都进行端到端加密。",
            "2026/5/13 上午9:05 - Dana Whitlow: IMG-20260513-WA0001.jpg (文件附件)",
            "2026/5/13 下午8:49 - Rosa Diaz: <媒体文件已忽略>",
            "2026/5/14 上午7:00 - Rosa Diaz: 此消息已删除",
            f"2026/5/14 上午7:01 - Rosa Diaz: 好 {MARK}<已编辑此消息>",
        ],
    ),
    "Dana Whitlow님과의 WhatsApp 대화.txt": (
        "Korean",
        [
            "2026. 5. 13. 오전 9:04 - 메시지와 통화는 종단간 암호화됩니다.",
            "2026. 5. 13. 오전 9:05 - Dana Whitlow: IMG-20260513-WA0001.jpg (파일 첨부됨)",
            "2026. 5. 13. 오후 8:49 - Rosa Diaz: <미디어 파일을 제외함>",
            "2026. 5. 14. 오전 7:00 - Rosa Diaz: 삭제된 메시지입니다.",
            f"2026. 5. 14. 오전 7:01 - Rosa Diaz: 네 {MARK}<이 메시지가 수정되었습니다>",
        ],
    ),
    "محادثة واتساب مع Dana Whitlow.txt": (
        "Arabic",
        [
            f"١٣{RTL}/٥{RTL}/٢٠٢٦، ٩:٠٤ ص - الرسائل والمكالمات مشفرة تمامًا بين الطرفين.",
            f"١٣{RTL}/٥{RTL}/٢٠٢٦، ٩:٠٥ ص - Dana Whitlow: IMG-20260513-WA0001.jpg (الملف مرفق)",
            f"١٣{RTL}/٥{RTL}/٢٠٢٦، ٨:٤٩ م - Rosa Diaz: <تم استبعاد الوسائط>",
            f"١٤{RTL}/٥{RTL}/٢٠٢٦، ٧:٠٠ ص - Rosa Diaz: تم حذف هذه الرسالة",
            f"١٤{RTL}/٥{RTL}/٢٠٢٦، ٧:٠١ ص - Rosa Diaz: نعم {MARK}<تم تعديل هذه الرسالة>",
        ],
    ),
}


def samples() -> dict[str, Tree]:
    """Give the ZIPs by name."""
    found: dict[str, Tree] = {
        "WhatsApp Chat - Dana Whitlow": {
            "00000003-PHOTO-2026-05-13-09-05-00.jpg": JPEG,
            "nobody-names-this.opus": b"OggS",
            "_chat.txt": iphone_english().replace("\n", "\r\n").encode(),
        }
    }
    for name, (language, lines) in LOCALES.items():
        found[f"android_{language.lower()}"] = {
            name: "\n".join(lines).encode(),
            "IMG-20260513-WA0001.jpg": JPEG,
        }
    return found


GROUP = [
    "5/13/26, 9:04 AM - Dana Whitlow created group \"Gate: Mill Street\"",
    "5/13/26, 9:04 AM - Dana Whitlow changed the subject to \"Gate: open\"",
    "5/13/26, 9:05 AM - Dr: Bob: first",
    "5/13/26, 9:06 AM - Dr: Bob: note: second",
    "5/13/26, 9:07 AM - Dana Whitlow:.",
    "5/13/26, 9:08 AM - Dana Whitlow: IMG-9.jpg (file attached)",
    "5/13/26, 9:08 AM - +1 (850) 555-0142: a ✨ 👩‍🚒",
    "2/31/26, 9:08 AM - Dana Whitlow: no such day",
    "5/13/26, 9:08 AM - Dana Whitlow: null",
]  # fmt: skip


def texts() -> dict[str, bytes]:
    """Give the single text files by name."""
    ambiguous = ["05/06/2026, 09:04 - Dana Whitlow: a", "05/06/2026, 09:05 - Rosa Diaz: b"] * 2
    mixed = ["2020-03-01, 12:00 - A: x", "2020.04.01, 12:00 - B: y", "01/07/2025, 12:00 - A: z"]
    group = "\n".join(GROUP)
    return {
        "WhatsApp Chat with Mill Street (1).txt": b"\xef\xbb\xbf" + group.encode(),
        "order_unknown.txt": "\n".join(ambiguous).encode(),
        "mixed_years_first.txt": "\n".join(mixed).encode(),
        "utf16_and_cr_only.txt": group.replace("\n", "\r").encode("utf-16"),
        "_chat.txt": f"Words before\n{iphone_english()}".encode()[:-30],
    }


def main() -> None:
    """Write all samples."""
    folder = Path(__file__).parent / "whatsapp"
    folder.mkdir(exist_ok=True)
    for name, data in texts().items():
        (folder / name).write_bytes(data)
    write_all(samples(), folder)


if __name__ == "__main__":
    main()
