# What is installed and where, and the Debian package: cpack --config build/release/CPackConfig.cmake
include(GNUInstallDirs)

install(TARGETS stepscope_cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
if(TARGET stepscope_torch)
  # The programs look for it there, beside the folder they lie in.
  install(TARGETS stepscope_torch LIBRARY DESTINATION lib/stepscope)
endif()
if(TARGET stepscope)
  install(TARGETS stepscope RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  install(FILES ${CMAKE_SOURCE_DIR}/packaging/stepscope.desktop
          DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
  install(FILES ${CMAKE_SOURCE_DIR}/packaging/io.github.stepscope.Stepscope.metainfo.xml
          DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
  install(FILES ${CMAKE_SOURCE_DIR}/resources/icons/stepscope.svg
          DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
endif()
install(DIRECTORY ${CMAKE_SOURCE_DIR}/resources/models DESTINATION ${CMAKE_INSTALL_DATADIR}/stepscope)
install(FILES ${CMAKE_SOURCE_DIR}/README.md ${CMAKE_SOURCE_DIR}/CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${CMAKE_SOURCE_DIR}/packaging/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME stepscope)
set(CPACK_PACKAGE_CONTACT "Stepscope contributors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Workbench for driving planners: simulates nuPlan logs, times every step")
set(CPACK_PACKAGE_DESCRIPTION
"Stepscope opens driving logs and maps in nuPlan's format, simulates driving
planners on them and shows where every millisecond of a simulation step goes.
This package holds the window and the command line.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Loaded at run time, so that the search for shared libraries does not see them.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "fonts-dejavu-core")
if(TARGET stepscope)
  string(APPEND CPACK_DEBIAN_PACKAGE_DEPENDS ", qt6-qpa-plugins, libqt6svg6")
endif()
# LibTorch itself is found by the search for shared libraries; any BLAS satisfies it, the reference one is slow.
if(TARGET stepscope_torch)
  set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libopenblas0-pthread")
endif()
include(CPack)
