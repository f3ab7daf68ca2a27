namespace QuickLook.Core.Orchestration.Disk;

/// <summary>Files of one process on disk.</summary>
/// <param name="Products">Products and documents, links among them.</param>
/// <param name="ProductBytes">Their bytes; a link counts as nothing.</param>
/// <param name="Logs">Run logs.</param>
/// <param name="LogBytes">Their bytes.</param>
internal sealed record RunFiles(int Products, long ProductBytes, int Logs, long LogBytes)
{
    /// <summary>No files.</summary>
    public static RunFiles None { get; } = new(0, 0, 0, 0);

    /// <summary>True when there is nothing.</summary>
    public bool IsEmpty => Products == 0 && Logs == 0;

    /// <summary>Only what is asked for.</summary>
    /// <param name="products">Products and documents.</param>
    /// <param name="logs">Run logs.</param>
    public RunFiles Of(bool products, bool logs) =>
        new(products ? Products : 0, products ? ProductBytes : 0, logs ? Logs : 0, logs ? LogBytes : 0);
}
