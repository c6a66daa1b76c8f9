# Lines of a journal as a person reads them.

BEGIN {
  does["lock"] = "one at a time"
  does["intent"] = "writing down what runs"
  does["create"] = "making the new containers"
  does["pin"] = "pinning all routes to what runs"
  does["one-shot"] = "running what runs once"
  does["start"] = "starting the new ones; no request reaches them yet"
  does["swap"] = "swapping what must not run twice"
  does["switch"] = "all routes to the new ones, at once"
  does["stop"] = "stopping the old ones, which are kept"
  does["decide"] = "deciding"
  does["commit"] = "the new ones become what Docker keeps running"
  does["finish"] = "removing the old ones"
  does["undo"] = "back to what ran before"
}
{ read_event(); clock = substr(utc, 12, 8) }
{ words = (subject == "-" ? "" : subject ": ") text }
event == "begin" { printf "%s  %-9s %s\n", clock, step, does[step] (text == "" ? "" : ": " text) }
event == "note" || event == "end" && text != "" { print "                     " words }
event == "fail" { printf "%s  FAILED    %s\n", clock, words }
