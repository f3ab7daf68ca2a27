using System.Diagnostics;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Fits.Oracles;

/// <summary>Programs of others that say what is right: Debian's python3-astropy, and fpack and funpack of cfitsio.</summary>
internal static class ExternalTools
{
    private const string Python = "/usr/bin/python3";

    private static readonly Lazy<string?> Missing = new(FindMissing);

    /// <summary>False when the tests are told to do without; fails when the programs are missing and nobody said so.</summary>
    public static bool AreAvailable(string test)
    {
        if (Environment.GetEnvironmentVariable("QUICKLOOK_SKIP_ORACLES") == "1")
        {
            Console.WriteLine($"{test}: not compared with astropy and cfitsio, because QUICKLOOK_SKIP_ORACLES is 1");
            return false;
        }

        Missing.Value.ShouldBeNull("install them with: apt-get install python3-astropy libcfitsio-bin (or set QUICKLOOK_SKIP_ORACLES=1)");
        return true;
    }

    /// <summary>Folder of the installed astropy, with its own test files.</summary>
    public static string AstropyFolder() => Run(Python, ["-c", "import astropy, os; print(os.path.dirname(astropy.__file__))"]).Trim();

    public static string RunOracle(string script, IEnumerable<string> arguments, string input = "") =>
        Run(Python, [Path.Combine(GoldenSet.RepositoryRoot, "QuickLook.Tests", "Oracles", script), .. arguments], input);

    public static string Run(string program, IEnumerable<string> arguments, string input = "", bool mustSucceed = true)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit(TimeSpan.FromMinutes(3)).ShouldBeTrue($"{program} did not end");
        if (mustSucceed)
        {
            process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', start.ArgumentList)}: {errors.GetAwaiter().GetResult()}");
        }

        return output.GetAwaiter().GetResult();
    }

    private static string? FindMissing()
    {
        try
        {
            Run(Python, ["-c", "import astropy.io.fits"]);
            Run("fpack", ["-V"]);
            Run("funpack", ["-V"]);
            return null;
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or ShouldAssertException)
        {
            return exception.Message;
        }
    }
}
