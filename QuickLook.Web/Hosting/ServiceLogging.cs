using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace QuickLook.Web.Hosting;

/// <summary>The service's own log: console and a file a day.</summary>
internal static class ServiceLogging
{
    private const string Template = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u4} {SourceContext} : {Message:lj}{NewLine}{Exception}";
    private const int DaysKept = 30;
    private const long LargestFile = 100L * 1024 * 1024;

    /// <summary>A logger that writes to the console and to <c>logs/quicklook-DATE.log</c> below the state folder.</summary>
    /// <param name="stateFolder">The state folder.</param>
    public static Logger Create(string stateFolder) =>
        new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            // Keys lie in the state folder, which only its owner can read; there is nothing to encrypt them with on this platform.
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
            .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            .WriteTo.Async(sinks =>
            {
                sinks.Console(outputTemplate: Template);
                sinks.File(
                    Path.Combine(stateFolder, "logs", "quicklook-.log"),
                    outputTemplate: Template,
                    rollingInterval: RollingInterval.Day,
                    retainedFileCountLimit: DaysKept,
                    fileSizeLimitBytes: LargestFile,
                    rollOnFileSizeLimit: true
                );
            })
            .CreateLogger();
}
