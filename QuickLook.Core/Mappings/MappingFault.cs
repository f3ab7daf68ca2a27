namespace QuickLook.Core.Mappings;

/// <summary>One thing that is wrong in a mapping file.</summary>
/// <param name="File">Name of the file: <c>arc.json</c>; empty when the folder itself is the fault.</param>
/// <param name="Path">JSON path inside it, such as <c>step_list[0].qa_list[2].limits.normal</c>; empty for the file as a whole.</param>
/// <param name="Line">Line, from 1; null when unknown.</param>
/// <param name="Reason">What is wrong and what would be right.</param>
public sealed record MappingFault(string File, string Path, int? Line, string Reason)
{
    /// <summary>File, line, path and reason, as logged and shown.</summary>
    public override string ToString()
    {
        var place = File + (Line is { } line ? $":{line}" : string.Empty) + (Path.Length > 0 ? $" {Path}" : string.Empty);
        return place.Length == 0 ? Reason : $"{place}: {Reason}";
    }
}
