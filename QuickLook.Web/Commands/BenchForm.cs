namespace QuickLook.Web.Commands;

/// <summary>How <c>bench</c> prints.</summary>
internal enum BenchForm
{
    /// <summary>Tables for a terminal.</summary>
    Tables,

    /// <summary>Tables of Markdown, for docs/benchmarks.md.</summary>
    Markdown,

    /// <summary>One JSON document.</summary>
    Json,
}
