using System.Text;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Private;

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
        Directory.CreateDirectory(RawRoot);
    }

    /// <summary>Full path of the folder.</summary>
    public string Path { get; }

    /// <summary>Full path of the raw-data root in it; empty at first.</summary>
    public string RawRoot => RawRootOf(Path);

    /// <summary>Full path of the folder for the demonstration's private database; absent at first.</summary>
    public string DatabaseFolder => DatabaseFolderOf(Path);

    /// <summary>Empties the folder (or makes it) and holds it. A database server that a killed demonstration left behind in it is stopped first.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="cancellationToken">Gives up before anything is removed.</param>
    /// <returns>The folder, to be disposed when the demonstration ends; or why it cannot be used, and then nothing was removed.</returns>
    public static async Task<Result<DemoFolder>> ClaimAsync(string path, CancellationToken cancellationToken)
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
                if ((await StopLeftoverServerAsync(DatabaseFolderOf(folder.FullName), cancellationToken)).Failure is { } stuck)
                {
                    await held.DisposeAsync();
                    return stuck;
                }

                Empty(folder);
                held.SetLength(0);
                await held.WriteAsync(Encoding.UTF8.GetBytes(MarkText), CancellationToken.None);
                await held.FlushAsync(CancellationToken.None);

                return new DemoFolder(folder.FullName, held);
            }
            catch
            {
                await held.DisposeAsync();
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

    /// <summary>The raw-data root of the demonstration in a folder, claimed or not.</summary>
    /// <param name="path">The folder.</param>
    public static string RawRootOf(string path) => System.IO.Path.Combine(path, "raw");

    /// <summary>The output root of the demonstration in a folder, claimed or not.</summary>
    /// <param name="path">The folder.</param>
    public static string OutputRootOf(string path) => System.IO.Path.Combine(path, "reductions");

    private static string DatabaseFolderOf(string path) => System.IO.Path.Combine(path, "postgres");

    /// <summary>A server whose files vanish would go on for a minute, and keep its socket from the next one.</summary>
    private static async Task<Result<Done>> StopLeftoverServerAsync(string databaseFolder, CancellationToken cancellationToken)
    {
        if (
            !Directory.Exists(databaseFolder)
            || !Directory.EnumerateFiles(databaseFolder, "postmaster.pid", SearchOption.AllDirectories).Any()
        )
        {
            return Done.Value;
        }

        // To start it properly is to stop what was left, and then it can be ended properly.
        var server = await PrivatePostgres.StartAsync(new PrivatePostgresOptions { DataFolder = databaseFolder }, cancellationToken);
        if (!server.IsSuccess)
        {
            return server.Failure;
        }

        await server.Value.DisposeAsync();
        return Done.Value;
    }

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
