"""What WhatsApp writes of its own into an exported chat, in the languages of its telephones.

Compared without invisible marks and without regard to case; a language that is not here loses
nothing: its words stay in the text of the message.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.importers.text import fold_for_matching

ATTACHED = (
    "file attached", "archivo adjunto", "arquivo anexado", "ficheiro anexado", "Datei angehängt",
    "fichier joint", "file allegato", "bestand bijgevoegd", "файл добавлен", "dosya ekli",
    "załączono plik", "文件附件", "檔案已附加", "添付ファイル", "파일 첨부됨", "الملف مرفق",
    "file terlampir", "הקובץ מצורף", "fil bifogad", "fil vedhæftet", "tệp đính kèm",
)  # fmt: skip
"""Behind a file's name in brackets, on Android."""

OMITTED = (
    "<Media omitted>", "<Multimedia omitido>", "<Archivo omitido>", "<Mídia oculta>",
    "<Mídia omitida>", "<Arquivo de mídia oculto>", "<Ficheiro não revelado>",
    "<Ficheiro multimédia oculto>", "<Medien ausgeschlossen>", "<Medien weggelassen>",
    "<Médias omis>", "<Fichier média omis>", "<Média omis>", "<Media omessi>", "<Media omesso>",
    "<Media weggelaten>", "<Без медиафайлов>", "<Медиафайл пропущен>", "<Medya dahil edilmedi>",
    "<Medya atlanmış>", "<pominięto multimedia>", "<pominięte multimedia>", "<媒体文件已忽略>",
    "<省略多媒体文件>", "<省略多媒體檔案>", "<忽略多媒體檔>", "<メディア除外>",
    "<メディアは含まれていません>",
    "<미디어 파일을 제외함>", "<미디어 파일 제외됨>", "<تم استبعاد الوسائط>",
    "<Media tidak disertakan>",
    "<המדיה לא נכללה>", "<Media har utelämnats>", "<मीडिया के बिना>",
)  # fmt: skip
"""The whole message, on Android, where the chat was exported without its files."""

OMITTED_ENDS = (
    "omitted", "omitida", "omitido", "weggelassen", "ausgeschlossen", "absent", "absente",
    "omise", "omis", "manquant", "omessa", "omesso", "ocultada", "ocultado", "weggelaten",
    "отсутствует", "отсутствуют", "пропущено", "dahil edilmedi", "atlandı", "pominięto",
    "已忽略", "已省略", "省略", "생략됨", "تم استبعاده", "tidak disertakan",
)  # fmt: skip
"""The last word of the whole message, on iPhones, such as ``image omitted``, behind a mark."""

DELETED = (
    "This message was deleted", "You deleted this message", "This message was deleted by admin",
    "Se eliminó este mensaje", "Eliminaste este mensaje", "Este mensaje fue eliminado",
    "Este mensaje se eliminó", "Diese Nachricht wurde gelöscht",
    "Du hast diese Nachricht gelöscht", "Ce message a été supprimé",
    "Vous avez supprimé ce message", "Questo messaggio è stato eliminato",
    "Hai eliminato questo messaggio", "Mensagem apagada", "Você apagou esta mensagem",
    "Esta mensagem foi apagada", "Esta mensagem foi eliminada", "Apagou esta mensagem",
    "Eliminou esta mensagem", "Dit bericht is verwijderd", "U hebt dit bericht verwijderd",
    "Je hebt dit bericht verwijderd", "Данное сообщение удалено", "Это сообщение удалено",
    "Вы удалили данное сообщение", "Вы удалили это сообщение", "Bu mesaj silindi",
    "Bu mesajı sildiniz", "Ta wiadomość została usunięta", "Usunięto tę wiadomość",
    "此消息已删除", "你已删除这条消息", "您已删除这条消息", "這則訊息已刪除", "您已刪除這則訊息",
    "このメッセージは削除されました", "このメッセージを削除しました", "삭제된 메시지입니다",
    "이 메시지를 삭제했습니다", "تم حذف هذه الرسالة", "لقد حذفت هذه الرسالة",
    "Pesan ini telah dihapus", "Anda telah menghapus pesan ini", "ההודעה נמחקה",
)  # fmt: skip

EDITED = (
    "<This message was edited>", "<Se editó este mensaje>", "<Este mensaje fue editado>",
    "<Diese Nachricht wurde bearbeitet>", "<Ce message a été modifié>",
    "<Questo messaggio è stato modificato>", "<Mensagem editada>", "<Esta mensagem foi editada>",
    "<Dit bericht is bewerkt>", "<Сообщение изменено>", "<Данное сообщение изменено>",
    "<Bu mesaj düzenlendi>", "<Ta wiadomość została edytowana>", "<Edytowano tę wiadomość>",
    "<已编辑此消息>", "<此消息已编辑>", "<這則訊息已編輯>", "<このメッセージは編集されました>",
    "<이 메시지가 수정되었습니다>", "<تم تعديل هذه الرسالة>", "<Pesan ini diedit>",
)  # fmt: skip

TITLES = (
    "WhatsApp Chat with ", "WhatsApp Chat - ", "Chat de WhatsApp con ", "Conversa do WhatsApp com ",
    "Conversa no WhatsApp com ", "WhatsApp Chat mit ", "WhatsApp-Chat mit ",
    "Discussion WhatsApp avec ", "Chat WhatsApp con ", "WhatsApp-chat met ", "WhatsApp chat met ",
    "Чат WhatsApp с контактом ", "Чат WhatsApp с ", "Czat WhatsApp z: ", "Czat WhatsApp z ",
    "Chat WhatsApp dengan ", "محادثة واتساب مع ", "دردشة واتساب مع ",
)  # fmt: skip
"""What stands before a chat's name in the names of files; some languages put it behind."""

TITLE_ENDS = (
    " ile WhatsApp Sohbeti", "とのWhatsAppトーク", "さんとのWhatsAppチャット",
    "님과의 WhatsApp 대화",
    "的 WhatsApp 聊天", "的WhatsApp聊天记录", " WhatsApp 聊天記錄",
)  # fmt: skip

ENCRYPTED = (
    "end-to-end encrypted", "cifrados de extremo a extremo", "cifrado de extremo a extremo",
    "protegidas com a criptografia", "encriptadas ponto a ponto", "encriptação ponto a ponto",
    "Ende-zu-Ende-verschlüsselt", "chiffrés de bout en bout", "crittografati end-to-end",
    "crittografia end-to-end", "end-to-end versleuteld", "защищены сквозным шифрованием",
    "uçtan uca şifreli", "szyfrowane metodą end-to-end", "端到端加密", "端對端加密",
    "エンドツーエンド暗号化", "종단간 암호화", "종단 간 암호화", "مشفرة تمامًا",
    "terenkripsi secara end-to-end",
)  # fmt: skip
"""Part of the notice with which an exported chat begins; iPhones give it the chat's name."""

BEFORE_NOON = (
    "am", "a m", "上午", "午前", "오전", "ص", "π μ", "öö", "de",
    "prije podne", "sa", "पूर्वाह्न", "凌晨", "早上",
)  # fmt: skip
AFTER_NOON = (
    "pm", "p m", "下午", "午後", "오후", "م", "μ μ", "ös", "du",
    "poslije podne", "ch", "अपराह्न", "晚上", "中午",
)  # fmt: skip
"""Without stops, in small letters."""


def folded(words: Iterable[str]) -> frozenset[str]:
    """Give the forms in which words are compared; a stop at the end does not count."""
    return frozenset(plain(word) for word in words)


def plain(words: str) -> str:
    """Give the form in which words that WhatsApp writes are compared."""
    inner = fold_for_matching(words).strip()
    if inner.startswith("<") and inner.endswith(">"):
        return f"<{inner[1:-1].rstrip('.。 ')}>"
    return inner.rstrip(".。 ")


def half_of_day(word: str) -> int | None:
    """Tell 0 for before noon and 12 for after noon; None for a word that is neither."""
    spelled = re.sub(r"[.\s]+", " ", fold_for_matching(word)).strip()
    if spelled in BEFORE_NOON:
        return 0
    return 12 if spelled in AFTER_NOON else None
