// The tables, bottom up: an object's table stands after those of the objects inside it.
#include "engine/methodology/keys.h"

#include "engine/methodology/node.h"

namespace stet::methodology {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr uint8_t numbers = integer_node | number_node;

constexpr Shape text{.types = string_node, .form = Form::text};
constexpr Shape any_text{.types = string_node};
constexpr Shape word{.types = string_node, .form = Form::word};
constexpr Shape name{.types = string_node, .form = Form::identifier};
constexpr Shape cel{.types = string_node, .form = Form::cel};
constexpr Shape message{.types = string_node, .form = Form::message};
constexpr Shape replacement{.types = string_node, .form = Form::replacement};
constexpr Shape date{.types = string_node, .form = Form::date};
constexpr Shape time_or_date{.types = string_node, .form = Form::time};
constexpr Shape flag{.types = boolean_node};
constexpr Shape share{.types = numbers, .least = 0, .most = 1};
constexpr Shape texts{.types = list_node, .items = &text, .filled = true};
constexpr Shape some_texts{.types = list_node, .items = &text};
constexpr Shape words{.types = list_node, .items = &word};
constexpr Shape article{.types = object_node};

constexpr Key decision_keys[] = {
    {"id", word, true, "the decision's word, shown everywhere"},
    {"title", text, false, "what it means, in a few words"},
    {"clears", flag, true, "whether a story with this decision may run"},
};
constexpr ObjectKeys decision{"decision", decision_keys};
constexpr Shape decision_shape{.types = object_node, .object = &decision};
constexpr Shape decisions{
    .types = list_node, .items = &decision_shape, .by_id = true, .filled = true};

constexpr Key promise_keys[] = {
    {"id", word, true, "the name that rules cite"},
    {"text", text, true, "a paragraph of the methodology page"},
};
constexpr ObjectKeys promise{"promise", promise_keys};
constexpr Shape promise_shape{.types = object_node, .object = &promise};
constexpr Shape promises{.types = list_node, .items = &promise_shape, .by_id = true};

constexpr Key kind_keys[] = {
    {"title", text, false, "the kind in words"},
    {"weight", share, false, "what one independent cluster of this kind is worth, 0 to 1", "1"},
    {"qualifies", flag, false, "whether a cluster of this kind counts as an independent source",
     "true"},
    {"medium", flag, false, "whether it passes on what others say, as outlets and agencies do",
     "false"},
};
constexpr ObjectKeys kind{"kind", kind_keys};
constexpr Shape kind_shape{.types = object_node, .object = &kind};
constexpr ObjectKeys kinds{"kinds", {}, &kind_shape, Form::word};
constexpr Shape kinds_shape{.types = object_node, .object = &kinds};

constexpr Shape shingle{.types = integer_node, .least = 3, .most = 16};
constexpr Shape least_shared{.types = integer_node, .least = 1, .most = 10000};
constexpr Key independence_keys[] = {
    {"publisher", flag, false, "sources of one publisher are one", "true"},
    {"owner", flag, false, "sources whose publishers have one owner are one", "true"},
    {"canonicalUrl", flag, false, "sources with one canonical URL are one", "true"},
    {"domain", flag, false, "sources at one registrable domain are one; see domains", "true"},
    {"agency", flag, false, "sources that credit one agency, in metadata or text, are one", "true"},
    {"derivation", flag, false, "a source and what it derives from are one", "true"},
    {"attribution", flag, false, "a source and the outlet that its text gives the fact to are one",
     "true"},
    {"upstream", flag, false,
     "sources whose texts rest on the same document or on one unnamed person alone are one",
     "true"},
    {"reuse", flag, false, "sources that share text outside of quotations are one", "true"},
    {"shingle", shingle, false, "words in a row that are compared for reuse", "5"},
    {"containment", share, false, "the share of the shorter text's rows from which reuse counts",
     "0.1"},
    {"leastShared", least_shared, false, "rows that two texts share at least for reuse to count",
     "10"},
};
constexpr ObjectKeys independence{"independence", independence_keys};
constexpr Shape independence_shape{.types = object_node, .object = &independence};

constexpr Key agency_keys[] = {
    {"names", texts, true, "its names, as credit lines write them"},
    {"signOff", texts, false,
     "words that open its closing line in round brackets, such as '(Reporting by ...)'"},
};
constexpr ObjectKeys agency{"agency", agency_keys};
constexpr Shape agency_shape{
    .types = list_node | object_node, .items = &text, .object = &agency, .filled = true};
constexpr ObjectKeys agencies{"agencies", {}, &agency_shape, Form::word};
constexpr Shape agencies_shape{.types = object_node, .object = &agencies};
constexpr ObjectKeys owners{"owners", {}, &texts, Form::text};
constexpr Shape owners_shape{.types = object_node, .object = &owners};

constexpr Key domains_keys[] = {
    {"suffixes", some_texts, false,
     "suffixes of several labels below which anybody may register, such as co.uk"},
    {"shared", some_texts, false,
     "hosts and domains that publish for many, such as x.com: they join nothing"},
};
constexpr ObjectKeys domains{"domains", domains_keys};
constexpr Shape domains_shape{.types = object_node, .object = &domains};

constexpr Key source_texts_keys[] = {
    {"creditsBefore", some_texts, false, "words before the agency that a text credits"},
    {"creditsAfter", some_texts, false, "words after it"},
    {"origins", some_texts, false, "words before whoever a statement is taken from"},
    {"firstReports", some_texts, false,
     "the same, where all that follows from it is taken from there: first reported by"},
    {"unnamedPerson", some_texts, false, "one person without a name"},
    {"documents", some_texts, false, "what a document is called"},
    {"boilerplate", some_texts, false,
     "sentences with one of these are no reporting and left out of reuse"},
    {"rises", some_texts, false, "words that say that something went up"},
    {"falls", some_texts, false,
     "words that say that something went down: no sentence with these supports a claim of the "
     "other"},
};
constexpr ObjectKeys source_texts{"texts", source_texts_keys};
constexpr Shape source_texts_shape{.types = object_node, .object = &source_texts};

constexpr Key sources_keys[] = {
    {"kinds", kinds_shape, false, "the kinds of sources by id, and what each is worth"},
    {"independence", independence_shape, false, "when two sources count as one"},
    {"agencies", agencies_shape, false,
     "news agencies by id, with their names as credit lines write them"},
    {"owners", owners_shape, false, "owners by name, with the publishers that belong to them"},
    {"domains", domains_shape, false, "what is known of web addresses"},
    {"texts", source_texts_shape, false,
     "words by which the texts of sources say where they come from"},
};
constexpr ObjectKeys sources{"sources", sources_keys};
constexpr Shape sources_shape{.types = object_node, .object = &sources};

constexpr Shape verified_from{.types = integer_node, .least = 1, .most = 1000};
constexpr std::string_view support_bases[] = {"text", "citation"};
constexpr Shape support_basis{.types = string_node, .choices = support_bases};
constexpr std::string_view counts[] = {"claims", "sources"};
constexpr Shape count_of{.types = string_node, .choices = counts};
constexpr Key verification_keys[] = {
    {"support", support_basis, false,
     "text: a source that has a text supports a claim when the text says the same; citation: when "
     "the claim cites it",
     "text"},
    {"count", count_of, false,
     "what N is: claims, the independent sources behind the key fact that has fewest; sources, "
     "those of the whole list",
     "claims"},
    {"overlap", share, false,
     "the share of a claim's content words that a sentence must have to speak of it", "0.5"},
    {"hedges", words, false,
     "lists of hedges: a sentence that is hedged supports no asserted claim"},
    {"verifiedFrom", verified_from, false,
     "the number of independent sources from which the badge says verified", "2"},
    {"verified", text, false, "the badge then; {n} is the number", "Verified by {n} sources"},
    {"single", text, false, "the badge below that; {n} is the number", "Single source"},
    {"none", text, false, "the badge without any independent source", "No independent source"},
};
constexpr ObjectKeys verification{"verification", verification_keys};
constexpr Shape verification_shape{.types = object_node, .object = &verification};

constexpr ObjectKeys sections{"sections", {}, &some_texts, Form::word};
constexpr Shape sections_shape{.types = object_node, .object = &sections};
constexpr Key story_keys[] = {
    {"sections", sections_shape, false,
     "parts of story Markdown, with the headings that open them: takeaways, claims, "
     "affected, or a section of the body"},
};
constexpr ObjectKeys story{"story", story_keys};
constexpr Shape story_shape{.types = object_node, .object = &story};

constexpr Shape phrase_weight{.types = numbers, .least = 0, .most = 100};
constexpr Key phrase_keys[] = {
    {"text", text, true, "the phrase; a word may end in *"},
    {"weight", phrase_weight, false, "how much a hit counts, 0 to 100", "that of its list"},
    {"caseSensitive", flag, false, "whether capitals of this phrase count: may, but not May",
     "as its list says"},
};
constexpr ObjectKeys phrase{"phrase", phrase_keys};
constexpr Shape phrase_shape{
    .types = string_node | object_node, .form = Form::text, .object = &phrase};
constexpr Shape phrases{.types = list_node, .items = &phrase_shape};

constexpr Key list_keys[] = {
    {"title", text, false, "what the list is about"},
    {"phrases", phrases, true, "texts, or objects with text and weight"},
    {"weight", phrase_weight, false, "the weight of phrases that say none", "1"},
    {"caseSensitive", flag, false, "whether capitals count", "false"},
    {"inflect", flag, false, "whether words may take plural and verb endings", "false"},
    {"from", text, false, "the package that the phrases come from, its version and licence"},
};
constexpr ObjectKeys phrase_list{"list", list_keys};
constexpr Shape phrase_list_shape{.types = object_node, .object = &phrase_list};
constexpr ObjectKeys lists{"lists", {}, &phrase_list_shape, Form::word};
constexpr Shape lists_shape{.types = object_node, .object = &lists};

constexpr Key voice_keys[] = {
    {"attribution", words, false, "lists whose hits make a sentence attributed"},
};
constexpr ObjectKeys voice{"voice", voice_keys};
constexpr Shape voice_shape{.types = object_node, .object = &voice};

constexpr ObjectKeys glossary{"glossary", {}, &text, Form::text};
constexpr Shape glossary_shape{.types = object_node, .object = &glossary};

constexpr Shape threshold{.types = numbers, .least = -1, .most = 1};
constexpr Key label_keys[] = {
    {"id", word, true, "the label"},
    {"title", text, false, "the label in words"},
    {"below", threshold, false, "the label holds for values below this, -1 to 1"},
    {"above", threshold, false, "the label holds for values above this, -1 to 1"},
};
constexpr ObjectKeys label{"label", label_keys};
constexpr Shape label_shape{.types = object_node, .object = &label};
constexpr Shape labels{.types = list_node, .items = &label_shape, .by_id = true, .filled = true};
constexpr Shape shift{.types = numbers, .least = -10, .most = 10};
constexpr Shape reach{.types = integer_node, .least = 1, .most = 20};
constexpr Key shifter_keys[] = {
    {"list", word, true, "words that change what stands near them, in their clause"},
    {"factor", shift, false, "what it is multiplied by, -10 to 10", "-1"},
    {"reach", reach, false, "how many words behind them it may begin", "3"},
    {"behind", flag, false, "whether they also change what stands before", "false"},
};
constexpr ObjectKeys shifter{"shifter", shifter_keys};
constexpr Shape shifter_shape{.types = object_node, .object = &shifter};
constexpr Shape shifters{.types = list_node, .items = &shifter_shape};
constexpr Shape contrast_share{.types = numbers, .least = 0, .most = 10};
constexpr Key contrast_keys[] = {
    {"list", word, true, "words that weigh two sides of a sentence; they open a clause"},
    {"before", contrast_share, false, "factor of all before them, in the sentence", "1"},
    {"after", contrast_share, false, "factor of the clause that they open", "1"},
};
constexpr ObjectKeys contrast{"contrast", contrast_keys};
constexpr Shape contrast_shape{.types = object_node, .object = &contrast};
constexpr Shape contrasts{.types = list_node, .items = &contrast_shape};
constexpr Key sentiment_keys[] = {
    {"labels", labels, true, "from the most negative to the most positive"},
    {"positive", words, false, "lists of phrases that speak for"},
    {"negative", words, false, "lists of phrases that speak against"},
    {"neutral", words, false, "lists of phrases that weigh against both sides"},
    {"rises", words, false, "lists of words that say something rises"},
    {"falls", words, false, "lists of words that say something falls"},
    {"welcome", words, false, "lists of things that are good news when they rise"},
    {"unwelcome", words, false, "lists of things that are bad news when they rise"},
    {"indifferent", words, false, "lists of things that are no news when they move"},
    {"market", words, false,
     "lists of things that are traded: what they do is the market's direction; welcome "
     "unless said"},
    {"negations", words, false, "lists of words that turn a phrase round"},
    {"shifters", shifters, false, "lists of words that make a phrase stronger or weaker"},
    {"contrasts", contrasts, false, "lists of words that weigh two sides of a sentence"},
    {"clauses", words, false, "lists of words that open a clause, as punctuation does"},
    {"comparisons", words, false, "lists of words between two figures, the later one first"},
    {"question", contrast_share, false, "factor of what a question says", "1"},
    {"fallback", words, false, "those of the lists that count only where no other says anything"},
};
constexpr ObjectKeys sentiment{"sentiment", sentiment_keys};
constexpr Shape sentiment_shape{.types = object_node, .object = &sentiment};

constexpr std::string_view axis_ids[] = {"regulatory", "financial", "operational"};
constexpr Shape axis_id{.types = string_node, .form = Form::word, .choices = axis_ids};
constexpr Shape amount{.types = numbers, .least = 0, .most = infinity};
constexpr Shape points{.types = numbers, .least = 0, .most = 10};
constexpr Key level_keys[] = {
    {"list", word, true, "the phrases that mean it"},
    {"share", share, true, "what the signal keeps then, 0 to 1"},
};
constexpr ObjectKeys level{.name = "level", .keys = level_keys, .of_impact = true};
constexpr Shape level_shape{.types = object_node, .object = &level};
constexpr Shape levels{.types = list_node, .items = &level_shape, .filled = true};
constexpr Key factor_keys[] = {
    {"id", word, true, "the factor's name"},
    {"title", text, false, "the factor in words"},
    {"otherwise", share, true, "what a signal keeps where no level is found, 0 to 1"},
    {"levels", levels, true, "the greatest share among those found counts"},
};
constexpr ObjectKeys factor{.name = "factor", .keys = factor_keys, .of_impact = true};
constexpr Shape factor_shape{.types = object_node, .object = &factor};
constexpr Shape factors{.types = list_node, .items = &factor_shape, .by_id = true};
constexpr Key step_keys[] = {
    {"from", amount, true, "the measure from which the step is reached"},
    {"points", points, true, "what it adds to its axis, 0 to 10"},
};
constexpr ObjectKeys step{.name = "step", .keys = step_keys, .of_impact = true};
constexpr Shape step_shape{.types = object_node, .object = &step};
constexpr Shape steps{.types = list_node, .items = &step_shape, .filled = true};
constexpr std::string_view measure_names[] = {"money", "percent", "basis-points", "count", "share"};
constexpr Shape measure{.types = string_node, .choices = measure_names};
constexpr Key signal_keys[] = {
    {"id", word, true, "the signal's name, unique over all axes"},
    {"title", text, false, "the signal in words"},
    {"list", word, false, "fires on a hit of this list"},
    {"amountFrom", amount, false, "fires on an amount of money from this on, with its points"},
    {"points", points, false, "what it adds to its axis, 0 to 10"},
    {"measure", measure, false, "the figure that is read beside a hit of the list"},
    {"steps", steps, false, "what the measure adds to the axis, rising"},
    {"factors", words, false, "factors of the axis that its points are multiplied with"},
    {"why", text, false, "why it is of consequence"},
};
constexpr ObjectKeys signal{.name = "signal", .keys = signal_keys, .of_impact = true};
constexpr Shape signal_shape{.types = object_node, .object = &signal};
constexpr Shape signals{.types = list_node, .items = &signal_shape, .by_id = true};
constexpr Key axis_keys[] = {
    {"id", axis_id, true, "regulatory, financial or operational"},
    {"title", text, false, "the axis in words"},
    {"weight", share, true, "its share of the whole; the weights of all axes add up to 1"},
    {"factors", factors, false, "what the points of its signals are multiplied with"},
    {"signals", signals, true, "what adds points"},
};
constexpr ObjectKeys axis{.name = "axis", .keys = axis_keys, .of_impact = true};
constexpr Shape axis_shape{.types = object_node, .object = &axis};
constexpr Shape axes{.types = list_node, .items = &axis_shape, .by_id = true, .filled = true};
constexpr Shape impact_value{.types = numbers, .least = 1, .most = 10};
constexpr Key floor_keys[] = {
    {"id", word, true, "the floor's name"},
    {"signal", word, true, "the signal that sets it"},
    {"value", impact_value, true,
     "impact is at least this where the signal fired with all its strength, 1 to 10"},
};
constexpr ObjectKeys floor{.name = "floor", .keys = floor_keys, .of_impact = true};
constexpr Shape floor_shape{.types = object_node, .object = &floor};
constexpr Shape floors{.types = list_node, .items = &floor_shape, .by_id = true};
constexpr Shape within{.types = integer_node, .least = 1, .most = 100};
constexpr Key discount_keys[] = {
    {"id", word, true, "the discount's name"},
    {"lists", words, true, "the phrases that mean it"},
    {"share", share, true, "what a signal keeps, 0 to 1"},
    {"within", within, false, "how many words before the signal at most",
     "anywhere in its sentence"},
    {"lead", flag, false,
     "whether it counts in the headline and the first two sentences, and there for all signals"},
};
constexpr ObjectKeys discount{.name = "discount", .keys = discount_keys, .of_impact = true};
constexpr Shape discount_shape{.types = object_node, .object = &discount};
constexpr Shape discounts{.types = list_node, .items = &discount_shape, .by_id = true};
constexpr Shape currency{.types = numbers, .least = 0, .most = infinity};
constexpr ObjectKeys currencies{"currencies", {}, &currency, Form::text};
constexpr Shape currencies_shape{.types = object_node, .object = &currencies};
constexpr Shape days{.types = integer_node, .least = 1, .most = 36500};
constexpr Key novelty_keys[] = {
    {"factor", share, true, "what a repeat keeps of what is above 1; once for each predecessor"},
    {"days", days, true, "how long after a predecessor a story repeats it"},
};
constexpr ObjectKeys novelty{.name = "novelty", .keys = novelty_keys, .of_impact = true};
constexpr Shape novelty_shape{.types = object_node, .object = &novelty};
constexpr Shape ranked_story{.types = string_node | object_node, .form = Form::text};
constexpr Shape ranked_stories{.types = list_node, .items = &ranked_story, .filled = true};
constexpr Key ranking_keys[] = {
    {"id", word, true, "the ranking's name"},
    {"why", text, false, "why it must be so"},
    {"stories", ranked_stories, true,
     "changes to the file's example article, each of more consequence than the next"},
};
constexpr ObjectKeys ranking{"ranking", ranking_keys};
constexpr Shape ranking_shape{.types = object_node, .object = &ranking};
constexpr Shape rankings{.types = list_node, .items = &ranking_shape, .by_id = true};
constexpr Key impact_keys[] = {
    {"axes", axes, true, "the axes of consequence"},
    {"floors", floors, false, "least values that signals set"},
    {"lead", share, false, "share of the strongest axis; the rest is the weighted mean of all",
     "0"},
    {"carry", share, false, "what each further signal of an axis keeps", "0.5"},
    {"quoted", share, false, "what a signal in a quotation keeps", "1"},
    {"background", share, false, "what a signal keeps behind the first six sentences of the body",
     "1"},
    {"bases", words, false, "lists of what amounts are measured against: revenue, assets"},
    {"currencies", currencies_shape, false,
     "what one unit is worth, by ISO 4217 code; amounts in others do not count",
     "one is worth as much as another"},
    {"discounts", discounts, false, "what makes signals count less: denied, hypothetical, past"},
    {"novelty", novelty_shape, false, "what repeats are worth"},
    {"rank", rankings, false, "orders that examples must stand in"},
};
constexpr ObjectKeys impact{.name = "impact", .keys = impact_keys, .of_impact = true};
constexpr Shape impact_shape{.types = object_node, .object = &impact};

constexpr Key confidence_keys[] = {
    {"perSource", share, false, "the share of the gap to 1 that a cluster of weight 1 closes",
     "0.5"},
    {"unsupportedPenalty", share, false, "what is taken off when no claim has support", "0.1"},
    {"hedges", words, false, "lists of hedges"},
    {"hedgePenalty", share, false, "what is taken off for a hedge of weight 1", "0.02"},
    {"agePenalty", share, false, "what a stale source loses of its weight", "0"},
    {"staleDays", days, false,
     "the age, on the day of the story, at which a source is stale; younger ones lose in "
     "proportion",
     "365"},
};
constexpr ObjectKeys confidence{"confidence", confidence_keys};
constexpr Shape confidence_shape{.types = object_node, .object = &confidence};

constexpr Key term_keys[] = {
    {"id", name, true, "the name that conditions use"},
    {"type", text, true,
     "a type of the condition language: int, double, bool, string, list(string) …"},
    {"unit", text, false, "what it is counted in"},
    {"means", text, true, "what it measures"},
    {"is", cel, true, "the formula, in CEL; it may use the terms before it"},
};
constexpr ObjectKeys term{"term", term_keys};
constexpr Shape term_shape{.types = object_node, .object = &term};
constexpr Shape terms{.types = list_node, .items = &term_shape, .by_id = true};

constexpr std::string_view part_names[] = {"headline", "description", "takeaway", "claim", "body"};
constexpr std::string_view voice_names[] = {"own", "paraphrase", "quotation"};
constexpr Shape part{.types = string_node, .choices = part_names};
constexpr Shape parts{.types = list_node, .items = &part, .filled = true};
constexpr Shape voice_name{.types = string_node, .choices = voice_names};
constexpr Shape voices{.types = list_node, .items = &voice_name, .filled = true};
constexpr Key find_keys[] = {
    {"lists", words, false, "phrase lists to look for"},
    {"phrases", phrases, false, "phrases of the rule's own"},
    {"pattern", text, false, "a regular expression (RE2)"},
    {"in", parts, false, "the parts of the story to search", "all"},
    {"sections", words, false, "the sections of the body to search", "all"},
    {"voice", voices, false, "whose words to search", "own"},
};
constexpr ObjectKeys find{"find", find_keys};
constexpr Shape find_shape{.types = object_node, .object = &find};

constexpr Key edit_keys[] = {
    {"replace", replacement, true, "what to put in the place of the hit; {…} is CEL"},
};
constexpr ObjectKeys edit{"edit", edit_keys};
constexpr Shape edit_shape{.types = object_node, .object = &edit};

// An example is told from a bare patch by its key `story`; see read_rules.cc.
constexpr Shape test{.types = string_node | object_node, .form = Form::text};
constexpr Shape test_list{.types = list_node, .items = &test};
constexpr Key tests_keys[] = {
    {"fires", test_list, false, "examples for which the rule fires; one at least"},
    {"silent", test_list, false, "near misses for which it stays silent; one at least"},
    {"todo", test_list, false, "examples that do not come out right yet: counted, not failed"},
};
constexpr ObjectKeys tests{"tests", tests_keys};
constexpr Shape tests_shape{.types = object_node, .object = &tests};

constexpr std::string_view stage_names[] = {"draft", "observe", "enforce"};
constexpr Shape stage{.types = string_node, .choices = stage_names};
constexpr Shape fix{.types = string_node | list_node, .form = Form::message, .items = &message};
constexpr Shape waivable{.types = boolean_node | list_node, .items = &text};
constexpr Key rule_keys[] = {
    {"id", word, true, "the rule's word; it never changes"},
    {"title", text, false, "the rule in a few words"},
    {"why", text, false, "the reason, for the methodology page"},
    {"cites", word, false, "the promise that the rule keeps"},
    {"owner", text, false, "who answers for the rule"},
    {"since", date, false, "in force from this day on"},
    {"until", date, false, "in force until the end of this day"},
    {"stage", stage, false, "draft: counted, not shown; observe: shown, without effect", "enforce"},
    {"decision", word, true, "what a finding means for the story"},
    {"each", cel, false, "a list, in CEL; the condition sees each element as 'it'"},
    {"find", find_shape, false, "a search in the text; the condition sees each hit as 'it'"},
    {"when", cel, false, "the condition, in CEL; rules with find may do without", "true"},
    {"at", cel, false,
     "what to point at, in CEL: one thing or a list; the message sees it as 'at'"},
    {"message", message, true, "the finding; {…} is CEL, {{ and }} are braces"},
    {"fix", fix, false, "the next step, or a list of them; {…} is CEL"},
    {"edit", edit_shape, false, "the change to the text that is offered for a hit of find"},
    {"unknown", word, false, "the decision when the rule cannot be evaluated", "the file's own"},
    {"waivable", waivable, false, "whether an editor may waive it, or the names of those who may",
     "false"},
    {"tests", tests_shape, true, "examples: changes to the file's example article"},
};
constexpr ObjectKeys rule{"rule", rule_keys};
constexpr Shape rule_shape{.types = object_node, .object = &rule};
constexpr Shape rules{.types = list_node, .items = &rule_shape, .by_id = true};

constexpr Key exception_keys[] = {
    {"rule", word, true, "the rule that is waived"},
    {"story", text, false, "for the story with this id"},
    {"desk", text, false, "for the stories of this desk (articleSection)"},
    {"reason", text, true, "why"},
    {"name", text, true, "who decided it"},
    {"until", time_or_date, true, "when it ends"},
};
constexpr ObjectKeys exception{"exception", exception_keys};
constexpr Shape exception_shape{.types = object_node, .object = &exception};
constexpr Shape exceptions{.types = list_node, .items = &exception_shape};

// What tests prove beyond examples. The engine's checks never read these sections: engine/upkeep
// does, from the merged tree.
constexpr Key invariant_keys[] = {
    {"added-source-never-worsens", text, false,
     "an independent source that is added lowers neither N nor confidence and, if its kind counts, "
     "makes no decision worse"},
    {"copies-never-improve", text, false,
     "copies of a source raise neither N nor confidence and make no decision better"},
    {"dependence-never-raises", text, false,
     "that one source turns out to depend on another raises neither N nor confidence"},
    {"order-never-matters", text, false,
     "the order of sources, claims and other lists changes no decision, rule or score"},
    {"coverage-never-raises-impact", text, false,
     "neither more outlets, more sources nor the same told again raise impact"},
    {"dimensions-stay-apart", text, false,
     "what moves sentiment, impact or confidence alone moves no other of them"},
    {"lone-source-is-marked", text, false,
     "a story with one source gets neither the best decision nor an unmarked badge"},
    {"unsourced-never-clears", text, false, "a story without any source may not run"},
    {"held-says-why", text, false,
     "every decision short of the best names a rule with its finding, and one that holds the story "
     "says what would change it"},
};
constexpr ObjectKeys invariants{"invariants", invariant_keys};
constexpr Shape invariants_shape{.types = object_node, .object = &invariants};
constexpr std::string_view ranked_by[] = {"impact", "confidence"};
constexpr Shape ranked_by_shape{.types = string_node, .choices = ranked_by};
constexpr Key outranking_keys[] = {
    {"id", word, true, "the ranking's name"},
    {"by", ranked_by_shape, false, "impact or confidence; impact unless said"},
    {"why", text, false, "why it must be so"},
    {"stories", ranked_stories, true,
     "each outranks the next: changes to the file's example article, or {\"case\": NAME} for a "
     "case "
     "beside the file"},
};
constexpr ObjectKeys outranking{"outranking", outranking_keys};
constexpr Shape outranking_shape{.types = object_node, .object = &outranking};
constexpr Shape outrankings{.types = list_node, .items = &outranking_shape, .by_id = true};

constexpr Shape format_version{.types = integer_node, .least = 1, .most = 1};
constexpr Shape digest{.types = string_node, .form = Form::digest};
constexpr Key pinned_keys[] = {
    {"file", text, true, "the file"},
    {"sha256", digest, true, "SHA-256 of its bytes: with others it is refused"},
};
constexpr ObjectKeys pinned{"extended file", pinned_keys};
constexpr Shape extended{.types = string_node | object_node, .form = Form::text, .object = &pinned};
constexpr Shape extends{.types = string_node | list_node, .form = Form::text, .items = &extended};
constexpr Key methodology_keys[] = {
    {"$schema", any_text, false, "where editors find the schema of this file"},
    {"stet", format_version, true, "the version of this format: 1"},
    {"id", word, true, "the methodology's name"},
    {"version", text, true, "its version"},
    {"title", text, false, "its title"},
    {"effective", date, false, "the day from which it holds"},
    {"extends", extends, false,
     "a file that this one builds on, or a list of them; in a list a file may be pinned"},
    {"decisions", decisions, true, "best first: the order is the severity, the worst wins"},
    {"unknown", word, true, "the decision when a rule or a story cannot be evaluated"},
    {"promises", promises, false, "paragraphs of the methodology page"},
    {"sources", sources_shape, false, "kinds of sources, and when two count as one"},
    {"verification", verification_shape, false, "the badge"},
    {"story", story_shape, false, "how story Markdown is read"},
    {"lists", lists_shape, false, "phrase lists by id; conditions see them as text.<id>"},
    {"voice", voice_shape, false, "how paraphrase and own voice are told apart"},
    {"glossary", glossary_shape, false, "terms of the trade and what they mean"},
    {"sentiment", sentiment_shape, false, "the sentiment dimension"},
    {"impact", impact_shape, false, "the impact dimension"},
    {"confidence", confidence_shape, false, "the confidence dimension"},
    {"terms", terms, false, "named measures, in the order in which they build on each other"},
    {"example", article, false, "the article that the examples of all rules change"},
    {"rules", rules, false, "the rules"},
    {"exceptions", exceptions, false, "standing exceptions"},
    {"invariants", invariants_shape, false,
     "what holds for every story, with the reason why; stet rules prove tries it out"},
    {"rankings", outrankings, false, "stories that must stand in an order"},
};
constexpr ObjectKeys methodology{"methodology", methodology_keys};
constexpr Shape methodology_shape{.types = object_node, .object = &methodology};

}  // namespace

const Key* ObjectKeys::find(std::string_view key) const {
  for (const Key& known : keys) {
    if (known.name == key) return &known;
  }
  return nullptr;
}

std::string meaning_of(const Key& key) {
  std::string out(key.doc);
  if (!key.otherwise.empty()) out.append("; ").append(key.otherwise).append(" unless said");
  return out;
}

const Shape& file_shape() { return methodology_shape; }

}  // namespace stet::methodology
