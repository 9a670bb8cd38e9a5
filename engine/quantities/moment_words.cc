#include "engine/quantities/moment_words.h"

namespace stet::quantities {

namespace {

constexpr WordRow rows[] = {
    {Sort::month,
     "january:1|jan february|feb march|mar april|apr may june|jun july|jul august|aug "
     "september|sep|sept october|oct november|nov december|dec"},
    {Sort::weekday,
     "monday:1|mon|mondays tuesday|tue|tues|tuesdays wednesday|wed|weds|wednesdays "
     "thursday|thu|thur|thurs|thursdays friday|fri|fridays saturday|sat|saturdays "
     "sunday|sun|sundays"},
    {Sort::grain,
     "second:0|seconds|sec|secs|s minute|minutes|min|mins hour|hours|hr|hrs|h day|days|d "
     "weekend|weekends "
     "week|weeks|wk|wks|w fortnight|fortnights month|months|mo|mos quarter|quarters half "
     "year|years|yr|yrs|y|twelvemonth decade|decades century|centuries "
     "business_day|business_days|working_day|working_days|weekday|weekdays|work_day|work_days "
     "night|nights"},
    {Sort::season,
     "spring:0|springtime summer|summertime autumn|fall|autumntime winter|wintertime"},
    {Sort::day_part,
     "morning:0|mornings|am afternoon|afternoons evening|evenings "
     "night|nights|nighttime|night_time|night_-_time "
     "daytime|day_time|business_hours:5|business_hour lunchtime:6|lunch_time|lunch "
     "breakfast:7|breakfast_time "
     "dinner:8|dinnertime|dinner_time brunch:9"},
    {Sort::day_word,
     "today:0|the_day|my_day|this_day|current_date|the_current_day tomorrow|tmr|tmrw|tommorow "
     "the_day_after_tomorrow|day_after_tomorrow "
     "yesterday:-1|the_day_before the_day_before_yesterday:-2|day_before_yesterday "
     "the_day_after:1|the_next_day|next_day|day_after "
     "the_previous_day:-1|last_day|past_day|previous_day"},
    {Sort::relation,
     "this:0|current|present next:1|upcoming|coming|following "
     "last:-1|past|previous|prior|preceding same:9"},
    {Sort::starter,
     "now:0|q|h|fy|fiscal|financial|calendar|noon|midday|midnight|half|tonight|prior|"
     "noughties|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|"
     "workweek|w|christmas|xmas|boxing|valentine|valentines|saint|st|april|fools|earth|may|"
     "international|cinco|juneteenth|independence|halloween|veterans|armistice|remembrance|"
     "guy|martin|mlk|presidents|washingtons|mother|mothers|memorial|father|fathers|labor|"
     "labour|columbus|thanksgiving|easter|mardi|palm|maundy|ascension|groundhog|womens|women|"
     "flag|cyber|school|sy|eod|cy|once|noonish|tonite|emancipation|freedom|jubilee|anytime|"
     "ash|pentecost|presently|currently|asap|soon|date|present"},
    {Sort::link,
     "the:0|in|on|at|from|between|for|since|until|till|before|after|by|within|during|every|"
     "each|all|full|whole|entire|right|early|earlier|late|later|start|starting|beginning|end|"
     "ending|mid|middle|rest|remaining|remainder|balance|more|less|over|under|longer|shorter|"
     "no|not|as|up|any|a|an|few|couple|several|some|my|another|around|circa|that|new|black|"
     "good|subsequent"},
    {Sort::every,
     "daily:3|everyday weekly:5 biweekly:6|bi_-_weekly|fortnightly monthly:7 quarterly:8 "
     "semiannually:9|semi_-_annually|semiannual|semi_-_annual yearly:10|annually|annual"},
};

}  // namespace

std::span<const WordRow> moment_words() { return rows; }

}  // namespace stet::quantities
