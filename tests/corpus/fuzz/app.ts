<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en"><context><name>Main</name><message id="m1"><location filename="a.cpp" line="3"/><source>Open</source><comment>menu</comment><translation>Öffnen</translation></message><message numerus="yes"><source>%n file(s)</source><translation><numerusform>%n Datei</numerusform><numerusform>%n Dateien</numerusform></translation></message><message><source>Close</source><translation type="unfinished">Schließen</translation></message></context></TS>
