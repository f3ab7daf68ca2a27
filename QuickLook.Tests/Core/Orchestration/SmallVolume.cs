using System.Diagnostics;
using System.Globalization;

namespace QuickLook.Tests.Core.Orchestration;

/// <summary>A file system of its own that a test may fill or make read-only. Needs the right to mount, as root has it.</summary>
public sealed class SmallVolume : IDisposable
{
    public SmallVolume(int megabytes)
    {
        Folder = Directory.CreateTempSubdirectory("ql-volume-").FullName;
        Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"), "quicklook-test", Folder);
    }

    public string Folder { get; }

    /// <summary>Why such a test cannot run here; null when it can.</summary>
    public static string? WhyNot => Environment.UserName == "root" ? null : "mounting a file system needs root";

    public void MakeReadOnly() => Run("mount", "-o", "remount,ro", Folder);

    public void MakeWritable() => Run("mount", "-o", "remount,rw", Folder);

    /// <summary>Takes all space that is left.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Path.Combine(Folder, "filler"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1);
        var zeros = new byte[4096];
        try
        {
            while (true)
            {
                filler.Write(zeros);
            }
        }
        catch (IOException)
        {
            // Full, as it should be.
        }
    }

    public void Free() => File.Delete(Path.Combine(Folder, "filler"));

    public void Dispose()
    {
        Run("umount", "-l", Folder);
        Directory.Delete(Folder);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false }
        )!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}: {error}");
    }
}
