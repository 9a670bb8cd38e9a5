// Sources to clusters, with their texts, for tests of independence.
#pragma once

#include "engine/evidence/clusters.h"
#include "tests/support/build_article.h"

namespace stet::tests {

class SourceClusters {
 public:
  explicit SourceClusters(const methodology::Methodology& methodology)
      : policy_(methodology),
        lexicon_(methodology, problems_),
        reader_(methodology, lexicon_),
        clusterer_(policy_) {}

  /// Lives until the next call.
  evidence::Clustering of(const formats::List<formats::Source>& sources) {
    arena_.reset();
    reader_.index().restart(sources.size);
    reader_.read(sources, arena_);
    return clusterer_.cluster(sources, reader_, true, arena_);
  }

 private:
  base::Problems problems_;
  evidence::SourcePolicy policy_;
  evidence::SourceLexicon lexicon_;
  evidence::SourceReader reader_;
  evidence::Clusterer clusterer_;
  base::Arena arena_;
};

}  // namespace stet::tests
