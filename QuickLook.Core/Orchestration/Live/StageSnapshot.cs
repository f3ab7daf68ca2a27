using System.Collections.Immutable;
using QuickLook.Core.Judging;

namespace QuickLook.Core.Orchestration.Live;

/// <summary>One stage of one camera.</summary>
/// <param name="State">How far it is.</param>
/// <param name="UnitsDone">Units of work done: recipe steps and tests.</param>
/// <param name="UnitsKnown">Units of work of the stage; at least 1.</param>
/// <param name="StartedAt">When it started; null before.</param>
/// <param name="EndedAt">When it ended; null before.</param>
/// <param name="Quality">Worst verdict of its tests so far.</param>
/// <param name="Tests">Its tests, in the mapping's order.</param>
public sealed record StageSnapshot(
    StageState State,
    int UnitsDone,
    int UnitsKnown,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    Quality Quality,
    ImmutableArray<TestSnapshot> Tests
);
