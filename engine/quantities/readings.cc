#include "engine/quantities/readings.h"

#include <algorithm>

namespace stet::quantities {

namespace {

Reading point_reading(std::string timex, int64_t start) {
  Reading reading;
  reading.timex = std::move(timex);
  reading.is_point = true;
  reading.has_start = true;
  reading.start = start;
  return reading;
}

Reading unresolved(std::string timex, bool is_point) {
  Reading reading;
  reading.timex = std::move(timex);
  reading.is_point = is_point;
  return reading;
}

std::string hours_timex(const std::string& day, const Hours& hours, int32_t later) {
  if (!hours.timex.empty()) return day + hours.timex;
  int64_t length = hours.finish - hours.start;
  if (length < 0) length += day_seconds;
  const std::string said = hours.length.empty() ? seconds_timex(length) : hours.length;
  return "(" + day + clock_timex(hours.from, later) + "," + day + clock_timex(hours.to, later) +
         "," + said + ")";
}

void add_hours(Moment& moment, const std::string& day_timex, int64_t day, const Hours& hours,
               int32_t later) {
  const int64_t start = day * day_seconds + hours.start + later * 3600;
  int64_t end = day * day_seconds + hours.finish + later * 3600;
  if (end < start) end += day_seconds;
  add_reading(moment, range_reading(hours_timex(day_timex, hours, later), start, end));
}

}  // namespace

void add_reading(Moment& moment, Reading reading) {
  const bool known =
      std::any_of(moment.readings.begin(), moment.readings.end(), [&](const Reading& other) {
        return other.timex == reading.timex && other.start == reading.start &&
               other.end == reading.end;
      });
  if (!known) moment.readings.push_back(std::move(reading));
}

Reading range_reading(std::string timex, int64_t start, int64_t end) {
  Reading reading;
  reading.timex = std::move(timex);
  reading.has_start = reading.has_end = true;
  reading.start = start;
  reading.end = end;
  return reading;
}

Moment day_moment(const Day& day) {
  Moment moment;
  moment.end = day.end;
  moment.kind = Kind::date;
  if (!day.resolved) {
    add_reading(moment, unresolved(day.timex, true));
    return moment;
  }
  add_reading(moment, point_reading(day.timex, day.past * day_seconds));
  add_reading(moment, point_reading(day.timex, day.future * day_seconds));
  return moment;
}

Moment clock_moment(const Clock& clock) {
  Moment moment;
  moment.end = clock.end;
  moment.kind = Kind::time;
  add_reading(moment, point_reading(clock_timex(clock), clock.seconds()));
  if (clock.ambiguous) {
    const int32_t later = clock.hour == 12 ? -12 : 12;
    add_reading(moment, point_reading(clock_timex(clock, later), clock.seconds() + later * 3600));
  }
  return moment;
}

Moment span_moment(const Span& span) {
  Moment moment;
  moment.end = span.end;
  moment.kind = Kind::date_period;
  moment.modifier = span.modifier;
  if (!span.resolved) {
    add_reading(moment, unresolved(span.timex, false));
    return moment;
  }
  add_reading(moment,
              range_reading(span.timex, span.past * day_seconds, span.past_end * day_seconds));
  add_reading(moment,
              range_reading(span.timex, span.future * day_seconds, span.future_end * day_seconds));
  return moment;
}

Moment hours_moment(const Hours& hours) {
  Moment moment;
  moment.end = hours.end;
  moment.kind = Kind::time_period;
  if (hours.modifier == "bare") {
    moment.weak = true;
  } else {
    moment.modifier = hours.modifier;
  }
  add_hours(moment, "", 0, hours, 0);
  if (hours.ambiguous) add_hours(moment, "", 0, hours, 12);
  return moment;
}

Moment length_moment(const Length& length) {
  Moment moment;
  moment.end = length.end;
  moment.kind = Kind::duration;
  moment.modifier = length.modifier;
  moment.has_value = true;
  moment.value = length.seconds();
  moment.readings.push_back(unresolved(length.timex(), false));
  return moment;
}

Moment day_clock_moment(const Day& day, const Clock& clock) {
  Moment moment;
  moment.end = std::max(day.end, clock.end);
  moment.kind = Kind::datetime;
  for (int32_t later = 0; later <= (clock.ambiguous ? 12 : 0); later += 12) {
    const int32_t hours = later == 12 && clock.hour == 12 ? -12 : later;
    const std::string timex = day.timex + clock_timex(clock, hours);
    if (!day.resolved) {
      add_reading(moment, unresolved(timex, true));
      continue;
    }
    const int64_t time = clock.seconds() + hours * 3600;
    add_reading(moment, point_reading(timex, day.past * day_seconds + time));
    add_reading(moment, point_reading(timex, day.future * day_seconds + time));
  }
  return moment;
}

Moment day_hours_moment(const Day& day, const Hours& hours) {
  Moment moment;
  moment.end = std::max(day.end, hours.end);
  moment.kind = Kind::datetime_period;
  if (hours.modifier != "bare") moment.modifier = hours.modifier;
  for (int32_t later = 0; later <= (hours.ambiguous ? 12 : 0); later += 12) {
    add_hours(moment, day.timex, day.past, hours, later);
    add_hours(moment, day.timex, day.future, hours, later);
  }
  return moment;
}

Moment point_moment(uint32_t end, std::string timex, int64_t seconds) {
  Moment moment;
  moment.end = end;
  moment.kind = Kind::datetime;
  moment.readings.push_back(point_reading(std::move(timex), seconds));
  return moment;
}

Moment set_moment(uint32_t end, std::string timex) {
  Moment moment;
  moment.end = end;
  moment.kind = Kind::set;
  moment.readings.push_back(unresolved(std::move(timex), false));
  return moment;
}

}  // namespace stet::quantities
