using Pmo.Hosting.Startup;
using Pmo.Oprf;

namespace Pmo.Hosting.Work;

/// <summary>Chooses how curve arithmetic is done before the first request waits for it, and says which it is.</summary>
public static partial class ArithmeticStart
{
    /// <summary>Runs the self-test and logs the path.</summary>
    /// <exception cref="StartupException"><c>oprf_path_unusable</c>: <c>PMO_OPRF</c> asks for a path that is not to be had here.</exception>
    public static void ChooseArithmetic(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        try
        {
            LogPath(app.Logger, OprfPath.Active);
        }
        catch (InvalidOperationException e)
        {
            throw new StartupException(
                "oprf_path_unusable",
                $"{OprfPath.Variable} meminta cara berhitung yang tidak ada atau gagal diuji di mesin ini. Hapus, atau pakai portable, avx2, avx512.",
                $"{OprfPath.Variable} asks for a path that this machine lacks or that fails its self-test. Unset it, or use portable, avx2, avx512.",
                e);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Curve arithmetic: {Path}")]
    private static partial void LogPath(ILogger logger, string path);
}
