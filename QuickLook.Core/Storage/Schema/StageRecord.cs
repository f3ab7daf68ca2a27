using QuickLook.Core.Judging;

namespace QuickLook.Core.Storage.Schema;

/// <summary>One stage of a camera's run, as kept in the table.</summary>
/// <param name="Name">Task name: <c>CHECK_CCDs</c>.</param>
/// <param name="State">How far it came, as a word: <c>done</c>.</param>
/// <param name="UnitsDone">Units of work done.</param>
/// <param name="UnitsKnown">Units of work of the stage.</param>
/// <param name="StartedAt">When it started; null before.</param>
/// <param name="EndedAt">When it ended; null before.</param>
/// <param name="Quality">Worst verdict of its tests.</param>
public sealed record StageRecord(
    string Name,
    string State,
    int UnitsDone,
    int UnitsKnown,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    Quality Quality
);
