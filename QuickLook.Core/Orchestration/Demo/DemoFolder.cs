using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Demo;

/// <summary>
/// The folder of a demonstration: raw exposures, reductions, database, logs. Each demonstration starts with an empty one, and holds it
/// until it ends, so that a second one cannot empty it meanwhile. A folder is emptied only when it carries the mark that a demonstration put there.
/// </summary>
public sealed class DemoFolder : IDisposable
{
    /// <summary>Name of the mark.</summary>
    public const string MarkName = "demonstration-folder";

    private const string MarkText = "QuickLook empties this folder each time its demonstration starts. Keep nothing here.\n";

    private readonly FileStream mark;

    private DemoFolder(string path, FileStream mark)
    {
        Path = path;
        this.mark = mark;
        RawRoot = Directory.CreateDirectory(System.IO.Path.Combine(path, "raw")).FullName;
    }

    /// <summary>Full path of the folder.</summary>
    public string Path { get; }

    /// <summary>Full path of the raw-data root in it; empty at first.</summary>
    public string RawRoot { get; }

    /// <summary>Empties the folder (or makes it) and holds it.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>The folder, to be disposed when the demonstration ends; or why it cannot be used, and then nothing was removed.</returns>
    public static Result<DemoFolder> Claim(string path)
    {
        try
        {
            var folder = Directory.CreateDirectory(path);
            var markPath = System.IO.Path.Combine(folder.FullName, MarkName);
            if (!File.Exists(markPath) && folder.EnumerateFileSystemInfos().Any())
            {
                return new Failure(
                    "the folder was not made by a demonstration and is not empty; name another one, or empty it yourself",
                    folder.FullName
                );
            }

            // Held open without sharing: a second demonstration fails here, before it removes anything.
            var held = new FileStream(markPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            try
            {
                Empty(folder);
                using (var writer = new StreamWriter(held, leaveOpen: true))
                {
                    held.SetLength(0);
                    writer.Write(MarkText);
                }

                return new DemoFolder(folder.FullName, held);
            }
            catch
            {
                held.Dispose();
                throw;
            }
        }
        catch (IOException problem)
        {
            return new Failure(
                $"the folder cannot be used; perhaps another demonstration runs in it: {problem.Message}",
                path,
                FailureKind.Transient
            );
        }
        catch (UnauthorizedAccessException problem)
        {
            return new Failure($"the folder cannot be used: {problem.Message}", path);
        }
    }

    /// <summary>Lets the folder go; what is in it stays for whoever wants to look.</summary>
    public void Dispose() => mark.Dispose();

    private static void Empty(DirectoryInfo folder)
    {
        foreach (var item in folder.EnumerateFileSystemInfos())
        {
            switch (item)
            {
                // A link goes, never what it points to.
                case DirectoryInfo { LinkTarget: null } inner:
                    inner.Delete(recursive: true);
                    break;
                case { Name: MarkName }:
                    break;
                default:
                    item.Delete();
                    break;
            }
        }
    }
}
