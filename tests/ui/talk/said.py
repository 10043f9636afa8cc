"""What people write to the bot, as they write it, with what each must be understood as.

`|` parts what is written; behind a wish stands what it is about, where it is about something.
"""

from collections.abc import Iterator

UNDERSTOOD = """
next: go on | Go on! | next | NEXT | next please | more | more... | and then?? | what happened next?
next: can you continue please | could you please go on | ok go on | thanks, go on | keep reading | nxt | goon
next: great, next | thanks that was great, go on | lol next | don't stop, go on | never mind, go on | nexr
next: and then what happened? | what happens then? | What happened next, though?
next: tell me more | And then what? | carry on | turn the page | conitnue | yes, go on
back: back | go back | the page before | wait, I missed that
next_chapter: next chapter | skip this chapter | can we skip to the next chapter?
read: repeat that | can you repeat that? | say that again | no quiz, read to me | back to the story
read: read | read me the story | tell me the story please | start | let's read | pick up where I left off
start_over: start over | from the beginning | Could you start from the beginning please? | read it again
start_over: back to the start | once more from the beginning
contents: chapters | what chapters are there? | table of contents | What is the Mille Miglia?
scores: my score | My scores? | leaderboard | show me the leaderboard please | scores | who is winning?
scores: what's my rank | where do I stand? | how many points do I have? | ranking | lederboard
scores: my stats | did I win? | who is in the lead? | /scores | /scores by:right
scores: who has won most | classifica | punteggio
scores: can you show me my scores | hey bot, what are my scores? | how far have I driven | am I winning?
contents: tell me about the Mille Miglia | how many chapters are there
chapter lights-out-at-dawn: chapter 3 | read chapter 3 | Read me chapter 3, please | chapter three | ch. 3
chapter lights-out-at-dawn: the third chapter | lights out at dawn | Lights out at down
chapter lights-out-at-dawn: open Lights Out at Dawn
chapter lights-out-at-dawn: can you read me the 3rd chapter? | jump to chapter 3 | chaptr 3
chapter what-the-arrow-points-to: the last chapter | read the final chapter
chapter seventeen-pages: the chapter about Jenkinson | chapter seventeen pages
chapter 99: chapter 99
card stirling-moss: tell me about Moss | Moss | moss? | MOSS!!! | Stirling Moss | sterling moss
card stirling-moss: read about Moss | tell me abt moss | hey can u tell me who this moss guy is
card stirling-moss: is moss dead | what year did moss win?
card stirling-moss: moss, tell me more | tell me everything about moss
card rome: rome | Rome? | rome, where is it
card mille-miglia-1928: the second race | what about the second?
card mille-miglia-1929: the 3rd Mille Miglia
card mille-miglia-1927: when was the first race?
card tazio-nuvolari: tel me abut nuvolari | where was nuvolari from? | show me a picture of Nuvolari
card stirling-moss: who was Moss? | Who's Stirling Moss | could you please tell me about Moss?
card stirling-moss: what about moss
card stirling-moss: is Moss still alive? | I'd like to know more about Stirling Moss, please
card stirling-moss: tel me about moss
card tazio-nuvolari: who was Nuvolari | nuvolary | when was Nuvolari born? | Who was "Il Mantovano Volante"?
card denis-jenkinson: jenkinson | who was jenks | do you know Denis Jenkinson? | jenkinsen
card enzo-ferrari: who is Enzo Ferrari
card alfonso-de-portago: how did de Portago die | tell me about Alfonso de Portago | what happened to Portago
card piero-taruffi: who was the silver fox?
card futa-pass: what is the Futa Pass | where is the futa | FUTA
card brescia: Brescia | what happened in Brescia? | tell me about bréscia
card mercedes-benz-300-slr: whats the 300 SLR | who drove the 300 SLR? | 300slr
card fiat-500-topolino: what is a topolino? | how fast was the Topolino
card mille-miglia-1955: 1955 | 1955? | in 1955 | the 1955 race | tell me about 1955 | what happened in 1955?
card mille-miglia-1955: Mille Miglia 1955 | '55 | what about 1955? | the race of 1955
card mille-miglia-1956: and in 1956?
won mille-miglia-1955: who won in 1955? | who won 1955 | Who won the Mille Miglia in 1955?
won mille-miglia-1955: who won the 1955 race
won mille-miglia-1955: can you tell me who won in 1955 | winner of 1955 | 1955 winner | who won in '55
won mille-miglia-1955: Hey so I was thinking about the race yesterday and I wondered who won in 1955
won mille-miglia-1927: who won the first one? | who won the first race
won mille-miglia-1927: who was the first winner?
won mille-miglia-1931: who won the 5th race
won mille-miglia-1928: and who won the second?
won mille-miglia-1957: who won the last race? | who won the last one | winner of the last race
who_won: who won? | and who won? | who won last year? | who won yesterday
no_such_year 1939: who won in 1939? | who won the race in 1939
no_such_year 2024: who won in 2024
quiz: quiz me | Quiz me! | quizz me pls | ask me something | ask me a question | test my knowledge | trivia
quiz: can we play a game? | yes quiz me please | next question | Hello! Could you quiz me?
quiz seventeen-pages: quiz me on Moss | ask me about seventeen pages
quiz lights-out-at-dawn: quiz me on chapter 3
anecdote: an anecdote | tell me an anecdote | tell me a story | I'm bored | surprise me
anecdote: tell me something funny
anecdote: anectode please | another story
anecdote Tazio Nuvolari: something about Nuvolari | tell me a story about Nuvolari
anecdote Tazio Nuvolari: anecdote about Nuvolari please
anecdote Futa Pass: tell me something about the futa pass
anecdote 1955: a story from 1955 | anecdote about 1955
another: another one | one more please | again
legend: legend or fact | Legend or Fact? | true or false | myth or fact
progress: how far am I? | How far am i | where was I? | how much have I read | my progress
progress: how far have I got so far
progress: how many chapters have I read? | are we there yet
map: map | show me the map | can I see the route? | /map | where did they drive?
timeline: timeline | show me the timeline please | list of races
hello: hello | Hi there! | ciao | hey bot | Good morning | what's up | helllo
thanks: thanks | thank you so much! | wow | lol | ok | that was great | grazie mille
bye: ok bye | thanks, bye! | stop the quiz | cya
bye: bye | good night | see you tomorrow | no thanks | stop | that's all
yes: yes | yes please | sure | why not
who: who r u | is that true? | is this a true story? | did this really happen?
who: who are you? | are you a bot? | tell me about yourself | what is this | are you human | who wrote this
help: help | /help | what can you do? | how does this work | I don't understand
search moss glasses: find Moss glasses | /find moss glasses | is there anything about moss glasses
about schumacher: tell me about Schumacher | who was Schumacher?
about ferrara: tell me about Ferrara
about romeo: tell me about romeo
about first woman: who was the first woman?
search founded mille miglia: who founded the Mille Miglia?
about man with the glasses: tell me about the man with the glasses
"""

NOT_MISTAKEN = """
next: life must go on | I want to go on holiday | next to him sat a man | no more quizzes please
next: more cheese please
next: the next race is mine
quiz: don't quiz me | please don't quiz me | is my question stupid? | no quiz for me
quiz: I hate being asked a question
card: I ate moss yesterday | please don't tell me about Moss | pizza | romeo and juliet
card: I don't want to hear about Moss | one second | wait a second | hold on a second | two | third
card: who was the first woman | compare moss and nuvolari
chapter: one | pages | road | lights
contents: who founded the mille miglia | how long was the mille miglia
won: who won last year
another: say again
yes: no more moss, please
next: stirling moss - tell me more
card: call me at 1955 5551234
map: the map of my heart | I can read a map
read: read the room | my story is long
legend: the legend of zelda | he is a legend in my town
won: who won the world cup in 2006 | who won the lottery | we won
chapter: this chapter of my life is over
hello: hello kitty
help: heaven help us all
bye: a bus stop in Brescia
anecdote: the story so far has been rather long for my taste
timeline: in all the years of my life
thanks: no thanks to you
start_over: the beginning of the end
progress: how far is it to Rome
scores: he scores a goal | the score of the film | who won | who won in 1955 | my status | the point of it
nothing: 42 | 1234 | asdfgh | ß | ナポリ
"""


def understood() -> Iterator[tuple[str, str, str]]:
    """Each phrasing with the wish and what it is about."""
    for wish, about, written in _rows(UNDERSTOOD):
        yield written, wish, about


def not_mistaken() -> Iterator[tuple[str, str]]:
    """Each phrasing with the wish that it is not."""
    for wish, _, written in _rows(NOT_MISTAKEN):
        yield written, wish


def _rows(table: str) -> Iterator[tuple[str, str, str]]:
    for line in table.strip().splitlines():
        meant, _, written = line.partition(": ")
        wish, _, about = meant.partition(" ")
        yield from ((wish, about, one.strip()) for one in written.split(" | "))
