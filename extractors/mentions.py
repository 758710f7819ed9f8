# TEMPORARY stand-in until the real module lands
import csv
from pathlib import Path
from dataclasses import dataclass
from extractors.schema import Mention, Actor
from extractors import ids
T="""BLR Belarus Belarusian Minsk
RUS Russia Russian Moscow
POL Poland Polish Warsaw
SWE Sweden Swedish Stockholm
USA United_States|US|U.S.|United_States_of_America American|U.S. Washington
EU EU|European_Union|European_Commission|European_Parliament European Brussels
UN UN|United_Nations|Security_Council
NATO NATO
IMF IMF|International_Monetary_Fund
OSCE OSCE
SUN Soviet_Union|USSR Soviet
UKR Ukraine Ukrainian Kyiv
FRA France French Paris
DEU Germany German Berlin
GBR United_Kingdom|Britain|UK British London
EGY Egypt Egyptian Cairo
SAU Saudi_Arabia Saudi Riyadh
CUB Cuba Cuban Havana
MLI Mali Malian
ARM Armenia Armenian
VNM Vietnam Vietnamese
KHM Cambodia Cambodian
AGO Angola Angolan
ISR Israel Israeli
LBN Lebanon Lebanese
SYR Syria Syrian Damascus
TUN Tunisia Tunisian
IND India Indian
ETH Ethiopia Ethiopian
CHN China Chinese Beijing
ALB Albania Albanian
LBY Libya Libyan
UGA Uganda Ugandan
PAK Pakistan Pakistani
PRK North_Korea North_Korean
ROU Romania Romanian
BGR Bulgaria Bulgarian
AUH Austria-Hungary
JPN Japan Japanese
BRA Brazil Brazilian
ARG Argentina Argentine
FIN Finland Finnish
IRQ Iraq Iraqi
KWT Kuwait Kuwaiti
BEL Belgium Belgian
SRB Serbia Serbian
OTT Ottoman_Empire Ottoman
PER Peru Peruvian
THA Thailand Thai
ECU Ecuador
ITA Italy Italian
AFG Afghanistan Afghan
HND Honduras
CHL Chile Chilean
IRN Iran Iranian
GRC Greece Greek
SOM Somalia
AZE Azerbaijan
KAZ Kazakhstan Kazakh
TUR Turkey Turkish
GEO Georgia Georgian
HUN Hungary Hungarian
AUT Austria Austrian
SDN Sudan
JOR Jordan
LTU Lithuania Lithuanian
QAT Qatar Qatari Doha
BHR Bahrain
ARE UAE
ERI Eritrea Eritrean
ZAF South_Africa South_African
VEN Venezuela Venezuelan
MAR Morocco Moroccan
"""
E={}
for l in T.strip().split('\n'):
    p=l.split(' ')
    for k,col in enumerate(p[1:]):
        for a in col.split('|'):
            E[tuple(a.replace('_',' ').split(' '))]=(p[0], 'NORP' if k==1 else 'GPE')

for row in [r for f in ("states.csv","state_names.csv") for r in csv.DictReader(open(Path(__file__).parent/"data/actors"/f))]:
    for col,lab in (("name","GPE"),("aliases","GPE"),("metonyms","GPE"),("demonyms","NORP")):
        for a in (row.get(col) or "").split(";"):
            if a.strip(): E.setdefault(tuple(a.strip().split()),(row["actor_id"],lab))
@dataclass
class MentionResult: mentions:tuple; actors:tuple; names:tuple=()
def find_mentions(parsed,g,timexes=()):
    doc=parsed.doc; out=[]; i=0; occ=ids.Occurrences()
    w=[t.text for t in doc]
    while i<len(w):
        for L in (4,3,2,1):
            hit=E.get(tuple(w[i:i+L]))
            if hit: 
                sp=doc[i:i+L]; a,b=parsed.char_span(i,i+L); s=parsed.sentence_at(i)
                out.append(Mention(ids.content_id('m',s.sentence_id,sp.text,occ.next(s.sentence_id,sp.text)),parsed.document.doc_id,s.sentence_id,a,b,sp.text,hit[1],(hit[0],),'gazetteer',(hit[0],),i,i+L,sp.root.i)); i+=L; break
        else: i+=1
    last=None
    ac={m.actor_ids[0]:Actor(m.actor_ids[0],m.actor_ids[0],'state',m.actor_ids[0]) for m in out}
    return MentionResult(tuple(out),tuple(ac.values()))
class MentionIndex:
    def __init__(s,parsed,res):
        s.mentions=res.mentions; s.h={m.head:m for m in s.mentions}; s.c={i:m for m in s.mentions for i in range(m.start,m.end)}
    def by_head(s,i): return s.h.get(i)
    def covering(s,i): return s.c.get(i)
    def inside(s,a,b): return [m for m in s.mentions if a<=m.start and m.end<=b]
