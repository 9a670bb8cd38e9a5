#include "engine/evidence/repeats.h"

namespace stet::evidence {

uint32_t count_repeats(const formats::Article& article, int64_t days) {
  constexpr int64_t seconds_per_day = 24 * 60 * 60;
  uint32_t count = 0;
  for (const formats::Predecessor& earlier : article.follows) {
    const bool dated = earlier.date_published.present() && article.date_published.present();
    const int64_t age = article.date_published.seconds - earlier.date_published.seconds;
    if (!dated || age <= days * seconds_per_day) ++count;
  }
  return count;
}

}  // namespace stet::evidence
