// Other forms of a word: each row lists forms that must be there, and some that must not.
#include "engine/text/inflection.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>

namespace stet::text {

TEST_CASE("forms of words") {
  struct Row {
    const char* word;
    const char* there;
    const char* missing;
  };
  const Row rows[] = {
      {"raise", "raise raises raised raising raise's", "raiseing raiseed"},
      {"company", "company companies company's", "companys"},
      {"deny", "denies denied denying", "denys"},
      {"stop", "stops stopped stopping", ""},
      {"cancel", "cancels canceled cancelled cancelling", ""},
      {"fix", "fixes fixed fixing", "fixs fixxed"},
      {"tax", "taxes taxed taxing", "taxs"},
      {"bank", "banks banked banking", "bankked"},
      {"clash", "clashes clashed", "clashs"},
      {"veto", "vetoes vetos vetoed", ""},
      {"tie", "ties tied tying", ""},
      {"agree", "agrees agreed agreeing", ""},
      {"say", "says said saying", ""},
      {"fall", "falls fell fallen falling", ""},
      {"woman", "women woman's", ""},
      {"rain", "rains rained raining", "rainned"},
      {"the", "the", "thes thed"},
      {"of", "of", "ofs"},
      {"9/11", "9/11", "9/11s"},
      {"café", "café", "cafés"},
  };
  WordForms found;
  for (const Row& row : rows) {
    found.find(row.word);
    std::vector<std::string_view> forms;
    for (size_t i = 0; i < found.size(); ++i) forms.push_back(found[i]);
    CAPTURE(row.word, forms);
    CHECK(forms[0] == row.word);
    std::string form;
    for (std::istringstream words(row.there); words >> form;) {
      CHECK(std::count(forms.begin(), forms.end(), form) == 1);
    }
    for (std::istringstream words(row.missing); words >> form;) {
      CHECK(std::count(forms.begin(), forms.end(), form) == 0);
    }
  }
}

}  // namespace stet::text
