"""The words of site furniture in the languages of the articles, all lower case and without marks around them."""

from __future__ import annotations

import re


def _phrases(block: str) -> frozenset[str]:
    return frozenset(line.strip() for line in block.strip().splitlines() if line.strip())


#: Stand alone and mean nothing for the article.
ALONE = _phrases("""
no time to read
get a summary
get the summary
read the summary
summarise this article
summarize this article
advertisement
advertising
advert
ad
sponsored
sponsored content
promoted content
continue reading below
story continues below advertisement
article continues below
article continues after advertisement
scroll to continue
skip advertisement
skip to content
skip to main content
read more
read the full story
read the full article
continue reading
show more
see more
load more
view comments
show comments
leave a comment
leave a reply
post a comment
no comments
comments
comment
0 comments
share this
share this article
share this story
share this post
share this page
share on facebook
share on twitter
share on x
share on linkedin
share on telegram
share on whatsapp
share via email
share with friends
copy link
copy link to clipboard
link copied
save article
save for later
print this article
print this page
email this article
listen to this article
listen to article
listen to this story
back to top
to top
follow us
follow us on google news
follow us on twitter
follow us on facebook
follow us on telegram
follow us on social media
join our telegram channel
subscribe to our channel
subscribe to our newsletter
subscribe to our newsletters
subscribe now
subscribe today
sign up for our newsletter
sign up to our newsletter
sign up for free
already a subscriber
already a subscriber? log in
log in
sign in
create a free account
all rights reserved
report an error
report a typo
report a mistake
found a mistake
spotted a mistake? select it and press ctrl+enter
rate this article
was this article helpful
add as a preferred source on google
tags
topics
filed under
categories
photo gallery
your browser does not support the video tag
your browser does not support the audio element
javascript is disabled in your browser
please enable javascript
реклама
на правах рекламы
поделиться
поделиться в соцсетях
поделиться ссылкой
поделиться новостью
скопировать ссылку
ссылка скопирована
распечатать
версия для печати
подписаться
подписаться на новости
подписывайтесь на наш телеграм-канал
подписывайтесь на наш канал
подпишитесь на нас
подпишитесь на наш telegram-канал
читать далее
читать полностью
читать дальше
показать еще
показать ещё
комментарии
оставить комментарий
нет комментариев
обсудить
нашли ошибку
нашли опечатку
нашли опечатку? выделите фрагмент и нажмите ctrl+enter
сообщить об ошибке
наверх
все права защищены
теги
広告
pr
シェア
シェアする
ツイート
ポスト
印刷
印刷する
保存
続きを読む
もっと見る
記事全文を読む
この記事をシェア
この記事をシェアする
コメント
コメントを書く
コメントする
リンクをコピー
ページの先頭へ
トップへ戻る
会員登録
ログイン
無料会員登録
会員限定記事
有料会員限定
无障碍浏览
分享到
分享
广告
打印
责任编辑
相关阅读
공유하기
기사 공유
광고
인쇄
댓글
anzeige
werbung
teilen
artikel teilen
drucken
zur startseite
mehr anzeigen
publicité
partager
partager cet article
imprimer
s'abonner
lire la suite
publicidad
compartir
imprimir
suscríbete
leer más
""")

#: Buttons: alone, or several on one line.
BUTTONS = _phrases("""
share
tweet
print
email
e-mail
save
facebook
twitter
x
linkedin
telegram
whatsapp
reddit
pinterest
vk
viber
line
pocket
flipboard
messenger
instagram
youtube
tiktok
bluesky
threads
mastodon
copy
like
bookmark
subscribe
accept
accept all
accept cookies
accept all cookies
allow all
i agree
agree
got it
ok
decline
reject
reject all
manage cookies
cookie settings
manage preferences
privacy settings
sign up
submit
close
dismiss
вконтакте
одноклассники
телеграм
ватсап
принять
согласен
понятно
хорошо
закрыть
подписаться
同意する
閉じる
登録する
はてなブックマーク
フェイスブック
akzeptieren
alle akzeptieren
accepter
tout accepter
aceptar
""")

#: Labels that lead to one headline each.
PAGER = _phrases("""
previous article
next article
previous post
next post
previous story
next story
previous news
next news
prev article
prev post
previous
next
up next
предыдущая статья
следующая статья
предыдущая новость
следующая новость
предыдущий материал
следующий материал
前の記事
次の記事
前へ
次へ
上一篇
下一篇
이전 기사
다음 기사
vorheriger artikel
nächster artikel
article précédent
article suivant
artículo anterior
artículo siguiente
""")

#: Labels that open a list of teasers.
RELATED = _phrases("""
read also
also read
see also
read more on this topic
read next
what to read next
related
related articles
related stories
related news
related posts
related content
related topics
related coverage
recommended
recommended for you
recommended articles
recommended stories
you may also like
you might also like
you may be interested in
more on this story
more on this topic
more on this
more from this section
more stories
more news
more from the author
most read
most popular
most viewed
trending
trending now
trending stories
latest news
latest stories
top stories
top news
editor's picks
editors' picks
editor’s picks
popular
popular news
in case you missed it
around the web
from the web
from our partners
promoted stories
other news
читайте также
читать также
смотрите также
также читайте
по теме
материалы по теме
новости по теме
статьи по теме
еще по теме
ещё по теме
другие новости
другие материалы
похожие новости
похожие материалы
похожие статьи
популярное
популярные новости
самое читаемое
самое популярное
главное
главные новости
последние новости
рекомендуем
мы рекомендуем
вам может быть интересно
новости партнеров
новости партнёров
関連記事
関連ニュース
関連リンク
関連トピックス
関連タグ
あわせて読みたい
合わせて読みたい
こちらもおすすめ
おすすめ
おすすめ記事
おすすめの記事
人気記事
新着記事
最新記事
最新ニュース
ランキング
アクセスランキング
よく読まれている記事
相关新闻
相关文章
相关阅读
推荐阅读
延伸阅读
热门新闻
최신 기사
관련 기사
관련기사
인기 기사
많이 본 뉴스
mehr zum thema
lesen sie auch
auch interessant
weitere artikel
das könnte sie auch interessieren
à lire aussi
lire aussi
sur le même sujet
articles liés
les plus lus
lea también
lee también
te puede interesar
noticias relacionadas
más noticias
""")

#: Labels that stand before their teaser on the same line.
INLINE = _phrases("""
read also
also read
see also
read more
read next
related
related article
related story
related news
recommended
up next
more on this story
you may also like
don't miss
previous article
next article
previous post
next post
watch
watch also
listen
читайте также
смотрите также
по теме
предыдущая статья
следующая статья
関連記事
関連ニュース
あわせて読みたい
前の記事
次の記事
相关新闻
相关阅读
上一篇
下一篇
관련 기사
관련기사
lesen sie auch
mehr zum thema
à lire aussi
lire aussi
lea también
lee también
tags
теги
タグ
filed under
follow us on
share this
share
""")

#: Counters and times that sites print by themselves; compared with the whole line.
TIMES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\d{1,3} ?(?:min|mins|minute|minutes)(?: read)?",
        r"(?:reading time|estimated reading time|read time)\W{0,3}\d{1,3} ?(?:min|mins|minutes?)",
        r"время (?:чтения|на чтение)\W{0,3}\d{1,3} ?мин\w{0,3}",
        r"\d{1,6} ?(?:shares?|views?|comments?|likes?|просмотр\w*|комментари\w*)",
        r"(?:views?|просмотров|просмотры|閲覧数)\W{0,3}\d{1,7}",
        r"\d{1,3} ?分で読めます",
        r"(?:この記事は)?(?:有料|会員)(?:会員)?限定(?:記事)?です",
        r"(?:©|\(c\)|copyright) .{0,80}",
    )
)

COOKIES = re.compile(
    r"\b(?:we|this (?:web)?site|our (?:web)?site|our partners)\b.{0,60}\buses? .{0,20}cookies"
    r"|by (?:continuing|using) .{0,60}\bcookies|^\W*cookies? (?:policy|notice|settings|preferences)\W*$"
    r"|использу\w+ .{0,30}(?:cookie|куки)|файлы cookie|クッキー.{0,30}(?:使用|利用)|cookieを(?:使用|利用)",
    re.IGNORECASE,
)
NEWSLETTER = re.compile(
    r"\b(?:sign up|subscribe|register)\b.{0,60}\b(?:newsletters?|briefing|inbox|alerts|mailing list)\b"
    r"|\b(?:get|receive)\b.{0,60}\b(?:in|to) your (?:inbox|e-?mail)\b"
    r"|подпи\w+ .{0,40}(?:рассылк|телеграм|telegram)|メール(?:マガジン|会員)に?(?:登録|ご登録)",
    re.IGNORECASE,
)
