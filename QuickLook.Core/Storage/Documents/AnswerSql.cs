namespace QuickLook.Core.Storage.Documents;

/// <summary>Which process speaks for an exposure, in SQL.</summary>
internal static class AnswerSql
{
    /// <summary>Of an exposure <c>e</c>: its pinned process, or else the newest that has results; null when there is none.</summary>
    public const string Process = """
        coalesce(e.pinned_process_id,
                 (select max(p.id) from process p where p.exposure_id = e.id and p.state in ('succeeded', 'partly_failed')))
        """;
}
